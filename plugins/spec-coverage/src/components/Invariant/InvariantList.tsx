import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, TablePagination, Text } from '@backstage/ui';
import type { Spec } from '@proofline/backstage-plugin-spec-coverage-common';
import { specCoverageTranslationRef } from '../../translation';
import { InvariantFilters } from './InvariantFilters';
import { InvariantRow } from './InvariantRow';
import { PAGE_SIZE, useInvariantFilter } from './useInvariantFilter';
import styles from './InvariantList.module.css';

/** Up to this number of invariants a person sees all at once and needs no search. */
const FEW = 8;

/**
 * The invariants of a spec, in the order of the document.
 *
 * @internal
 */
export function InvariantList(props: { spec: Spec }) {
  const { spec } = props;
  const { counts, invariants } = spec;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const filter = useInvariantFilter(invariants);
  if (invariants.length === 0) {
    return (
      <Text variant="body-medium">
        {spec.documentState === undefined
          ? t('spec.pending')
          : t('spec.noInvariants')}
      </Text>
    );
  }
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
        aria-label={t('invariants.listOf', { title: spec.title })}
      >
        {page.map(invariant => (
          <InvariantRow
            // Two claims with one key are two rows: both are shown, with what is wrong.
            key={`${invariant.key} ${invariant.line}`}
            invariant={invariant}
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
