import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  RiArrowDownLine,
  RiArrowUpLine,
  RiExpandUpDownLine,
} from '@remixicon/react';
import type { ListedInvariant } from '@proofline/backstage-plugin-spec-coverage-common';
import { useSpecPages } from '../../../hooks';
import { specCoverageTranslationRef } from '../../../translation';
import { InvariantTableRow } from './InvariantTableRow';
import {
  INVARIANT_SORTS,
  type InvariantAddress,
  type InvariantSort,
} from './useInvariantAddress';
import styles from './InvariantTable.module.css';

function Head(props: { column: InvariantSort; address: InvariantAddress }) {
  const { address, column } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const isSorted = address.sort === column;
  const Arrow = address.order === 'asc' ? RiArrowUpLine : RiArrowDownLine;
  const direction = address.order === 'asc' ? 'ascending' : 'descending';
  return (
    <th
      scope="col"
      className={styles.head}
      data-column={column}
      aria-sort={isSorted ? direction : undefined}
    >
      <button
        type="button"
        className={styles.sort}
        onClick={() => address.setSort(column)}
      >
        {t(`invariants.column.${column}`)}
        {isSorted ? (
          <Arrow size={14} aria-hidden />
        ) : (
          <RiExpandUpDownLine
            size={14}
            aria-hidden
            className={styles.unsorted}
          />
        )}
      </button>
    </th>
  );
}

/**
 * A page of invariants: how each stands, who asked for it, which spec states it, and who settled it. A row opens to say why.
 *
 * @internal
 */
export function InvariantTable(props: {
  invariants: ListedInvariant[];
  address: InvariantAddress;
}) {
  const { address, invariants } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const specHrefOf = useSpecPages(invariants.map(({ specRef }) => specRef));
  return (
    <table className={styles.table} aria-label={t('views.invariants')}>
      <thead className={styles.heads}>
        <tr>
          {INVARIANT_SORTS.map(column => (
            <Head key={column} column={column} address={address} />
          ))}
        </tr>
      </thead>
      {invariants.map(invariant => (
        <InvariantTableRow
          // Two claims with one key are two rows: both are shown, with what is wrong.
          key={`${invariant.ref} ${invariant.line}`}
          invariant={invariant}
          specHref={specHrefOf(invariant.specRef)}
          isOpen={address.open.includes(invariant.ref)}
          onToggle={address.toggleOpen}
        />
      ))}
    </table>
  );
}
