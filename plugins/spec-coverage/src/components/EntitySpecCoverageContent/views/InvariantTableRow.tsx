import { memo, useId } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import { RiArrowRightSLine } from '@remixicon/react';
import type { ListedInvariant } from '@proofline/backstage-plugin-spec-coverage-common';
import { specCoverageTranslationRef } from '../../../translation';
import { InvariantDetails, VerdictFacts } from '../../Invariant';
import { InvariantStateBadge } from '../../states';
import { INVARIANT_SORTS } from './useInvariantAddress';
import { useViewHrefs } from './useViewHrefs';
import styles from './InvariantTable.module.css';

function Row(props: {
  invariant: ListedInvariant;
  /** Where the page of its spec is, if it has one. */
  specHref: string | undefined;
  isOpen: boolean;
  onToggle(ref: string): void;
}) {
  const { invariant, isOpen, onToggle, specHref } = props;
  const { key, ref, specTitle, state, story, text, verdict } = invariant;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const hrefs = useViewHrefs();
  const detailsId = useId();
  return (
    // A body for each: the row and what it opens to belong together.
    <tbody className={styles.body} data-open={isOpen || undefined}>
      <tr className={styles.row}>
        <td data-column="state">
          <InvariantStateBadge state={state} />
        </td>
        <th scope="row" data-column="key">
          <button
            type="button"
            className={styles.toggle}
            aria-expanded={isOpen}
            aria-controls={isOpen ? detailsId : undefined}
            onClick={() => onToggle(ref)}
          >
            <RiArrowRightSLine size={18} aria-hidden className={styles.arrow} />
            <span className={styles.key}>{key}</span>
          </button>
          <span className={styles.claim}>{text}</span>
        </th>
        <td data-column="story" data-label={t('invariants.column.story')}>
          {story !== undefined && (
            <Link href={hrefs.story(story)} className={styles.ref}>
              {story}
            </Link>
          )}
        </td>
        <td data-column="spec" data-label={t('invariants.column.spec')}>
          {specHref === undefined ? (
            specTitle
          ) : (
            <Link href={specHref}>{specTitle}</Link>
          )}
        </td>
        <td
          data-column="settledAt"
          data-label={t('invariants.column.settledAt')}
        >
          {verdict && (
            <span className={styles.verdict}>
              <VerdictFacts verdict={verdict} />
            </span>
          )}
        </td>
      </tr>
      {isOpen && (
        <tr>
          <td
            id={detailsId}
            colSpan={INVARIANT_SORTS.length}
            className={styles.details}
          >
            <InvariantDetails invariant={invariant} />
          </td>
        </tr>
      )}
    </tbody>
  );
}

/**
 * An invariant in the table, and why it stands as it does when it is opened.
 *
 * @internal
 */
export const InvariantTableRow = memo(Row);
