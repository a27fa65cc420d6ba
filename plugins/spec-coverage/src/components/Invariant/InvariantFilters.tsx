import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SearchField, ToggleButton } from '@backstage/ui';
import type { CoverageCounts } from '@proofline/backstage-plugin-spec-coverage-common';
import { specCoverageTranslationRef } from '../../translation';
import { useStateCounts } from '../Coverage';
import { INVARIANT_LOOKS } from '../states';
import type { InvariantFilter } from './useInvariantFilter';
import styles from './InvariantFilters.module.css';

/**
 * Search and a button for each state that occurs, with its count.
 *
 * @internal
 */
export function InvariantFilters(props: {
  counts: CoverageCounts;
  filter: InvariantFilter;
}) {
  const { counts, filter } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const parts = useStateCounts(counts);
  return (
    <div className={styles.filters}>
      <SearchField
        className={styles.search}
        size="small"
        aria-label={t('invariants.search')}
        placeholder={t('invariants.searchPlaceholder')}
        value={filter.text}
        onChange={filter.setText}
      />
      <div
        role="group"
        aria-label={t('invariants.filter')}
        className={styles.states}
      >
        {parts.map(({ state, number, word }) => {
          const { icon: Icon } = INVARIANT_LOOKS[state];
          return (
            <ToggleButton
              key={state}
              className={styles.state}
              size="small"
              iconStart={<Icon aria-hidden />}
              isSelected={filter.state === state}
              onChange={selected =>
                filter.setState(selected ? state : undefined)
              }
            >
              {`${word} ${number}`}
            </ToggleButton>
          );
        })}
      </div>
    </div>
  );
}
