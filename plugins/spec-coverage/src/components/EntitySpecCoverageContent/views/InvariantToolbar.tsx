import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SearchField, Select, ToggleButton } from '@backstage/ui';
import {
  type CoverageCounts,
  INVARIANT_STATES,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { useLocale } from '@proofline/backstage-ui';
import { specCoverageTranslationRef } from '../../../translation';
import { INVARIANT_LOOKS } from '../../states';
import {
  INVARIANT_SORTS,
  type InvariantAddress,
  type InvariantSort,
} from './useInvariantAddress';
import styles from './InvariantsView.module.css';

/**
 * Search, a button for each state that occurs or is selected, and, where there is no room for the heads of the columns, what to sort by.
 *
 * @internal
 */
export function InvariantToolbar(props: {
  address: InvariantAddress;
  /** Of all invariants, whatever is selected; as soon as they are known. */
  counts: CoverageCounts | undefined;
}) {
  const { address, counts } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const format = new Intl.NumberFormat(useLocale());
  const states = INVARIANT_STATES.filter(
    state => address.states.includes(state) || !counts || counts[state] > 0,
  );
  return (
    <div className={styles.toolbar}>
      <SearchField
        className={styles.search}
        size="small"
        aria-label={t('invariants.search')}
        placeholder={t('invariants.searchPlaceholder')}
        value={address.typed}
        onChange={address.setSearch}
      />
      <div
        role="group"
        aria-label={t('invariants.filter')}
        className={styles.states}
      >
        {states.map(state => {
          const { icon: Icon } = INVARIANT_LOOKS[state];
          const word = t(`invariantState.${state}`);
          return (
            <ToggleButton
              key={state}
              className={styles.state}
              size="small"
              iconStart={<Icon aria-hidden />}
              isSelected={address.states.includes(state)}
              onChange={() => address.toggleState(state)}
            >
              {counts ? `${word} ${format.format(counts[state])}` : word}
            </ToggleButton>
          );
        })}
      </div>
      <div className={styles.sort}>
        <Select
          size="small"
          aria-label={t('invariants.sort')}
          options={INVARIANT_SORTS.map(value => ({
            value,
            label: t(`invariants.sortBy.${value}`),
          }))}
          value={address.sort}
          onChange={value => address.setSort(value as InvariantSort)}
        />
      </div>
    </div>
  );
}
