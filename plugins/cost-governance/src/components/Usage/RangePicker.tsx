import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import { costGovernanceTranslationRef } from '../../translation';
import { type Range, RANGES } from './useRange';

/** Chooses how far back one looks. @internal */
export function RangePicker(props: {
  range: Range;
  onChange: (range: Range) => void;
}) {
  const { onChange, range } = props;
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  return (
    <ToggleButtonGroup
      aria-label={t('use.range')}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[range]}
      onSelectionChange={([key]) => onChange(key as Range)}
    >
      {RANGES.map(key => (
        <ToggleButton key={key} id={key} size="small">
          {t(`use.days.${key}`)}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
