import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Invariant } from '@proofline/backstage-plugin-spec-coverage-common';
import { specCoverageTranslationRef } from '../../translation';
import { AcceptanceControl } from './AcceptanceControl';
import { Evidence } from './Evidence';
import { FormalClaim } from './FormalClaim';
import styles from './InvariantDetails.module.css';

/**
 * All about a claim that a row of a table has no room for: where it stands in the document, why it stands as it does, who took its risk,
 * and what is proven.
 *
 * @internal
 */
export function InvariantDetails(props: { invariant: Invariant }) {
  const { invariant } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  return (
    <div className={styles.details}>
      <Evidence invariant={invariant} />
      <AcceptanceControl invariant={invariant} />
      <p className={styles.line}>
        {t('invariant.line', { line: String(invariant.line) })}
      </p>
      <FormalClaim invariant={invariant} isOpen />
    </div>
  );
}
