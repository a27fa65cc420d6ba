import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, TablePagination, Text } from '@backstage/ui';
import type {
  CoverageCounts,
  Invariant,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { specCoverageTranslationRef } from '../../translation';
import { InvariantFilters } from './InvariantFilters';
import { InvariantRow } from './InvariantRow';
import { PAGE_SIZE, useInvariantFilter } from './useInvariantFilter';
import styles from './InvariantList.module.css';

/** Up to this number of invariants a person sees all at once and needs no search. */
const FEW = 8;

/**
 * An invariant, and of which spec it is where that is not clear from the place.
 *
 * @internal
 */
export type InvariantInList = Invariant & { specTitle?: string };

/**
 * Invariants that are all at hand, in their order: to be searched, filtered by state, and shown a page at a time.
 *
 * @internal
 */
export function InvariantList(props: {
  /** Whose they are. */
  title: string;
  invariants: InvariantInList[];
  counts: CoverageCounts;
}) {
  const { counts, invariants, title } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const filter = useInvariantFilter(invariants);
  const { offset, page, reset, setOffset, total } = filter;
  return (
    <div className={styles.list}>
      {invariants.length > FEW && (
        <InvariantFilters counts={counts} filter={filter} />
      )}
      {total === 0 && (
        <div className={styles.none} role="status">
          <Text variant="body-medium">{t('invariants.noMatch')}</Text>
          <Button size="small" variant="secondary" onPress={reset}>
            {t('invariants.showAll')}
          </Button>
        </div>
      )}
      <ul
        className={styles.rows}
        aria-label={t('invariants.listOf', { title })}
      >
        {page.map(invariant => (
          <InvariantRow
            // Two claims with one key are two rows: both are shown, with what is wrong.
            key={`${invariant.ref} ${invariant.line}`}
            invariant={invariant}
            specTitle={invariant.specTitle}
          />
        ))}
      </ul>
      {total > PAGE_SIZE && (
        <TablePagination
          pageSize={PAGE_SIZE}
          offset={offset}
          totalCount={total}
          showPageSizeOptions={false}
          hasPreviousPage={offset > 0}
          hasNextPage={offset + PAGE_SIZE < total}
          onPreviousPage={() => setOffset(offset - PAGE_SIZE)}
          onNextPage={() => setOffset(offset + PAGE_SIZE)}
          getLabel={() =>
            t('invariants.page', {
              from: offset + 1,
              to: Math.min(offset + PAGE_SIZE, total),
              total,
            })
          }
        />
      )}
    </div>
  );
}
