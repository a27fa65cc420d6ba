import { memo } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Invariant } from '@proofline/backstage-plugin-spec-coverage-common';
import { specCoverageTranslationRef } from '../../translation';
import { InvariantStateBadge } from '../states';
import { AcceptanceControl } from './AcceptanceControl';
import { Evidence } from './Evidence';
import { FormalClaim } from './FormalClaim';
import { VerdictFacts } from './VerdictFacts';
import styles from './InvariantRow.module.css';

function Row(props: {
  invariant: Invariant;
  /** Of which spec it is, where that is not clear from the place. */
  specTitle?: string;
}) {
  const { invariant, specTitle } = props;
  const { key, line, state, story, text, verdict } = invariant;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  return (
    <li className={styles.row} data-state={state}>
      <div className={styles.badge}>
        <InvariantStateBadge state={state} />
      </div>
      <div className={styles.main}>
        <p className={styles.claim}>
          <span className={styles.key}>{key}</span> {text}
        </p>
        <div className={styles.meta}>
          {specTitle !== undefined && <span>{specTitle}</span>}
          {story !== undefined && (
            <span>{t('invariant.story', { story })}</span>
          )}
          <span>{t('invariant.line', { line: String(line) })}</span>
          {verdict && <VerdictFacts verdict={verdict} />}
        </div>
        <Evidence invariant={invariant} />
        <AcceptanceControl invariant={invariant} />
        <FormalClaim invariant={invariant} />
      </div>
    </li>
  );
}

/**
 * A claim, how it stands, and why.
 *
 * @internal
 */
export const InvariantRow = memo(Row);
