import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Invariant } from '@proofline/backstage-plugin-spec-coverage-common';
import { specCoverageTranslationRef } from '../../translation';
import styles from './FormalClaim.module.css';

/**
 * What a prover is given, to be opened; nothing where a claim is in words only.
 *
 * @internal
 */
export function FormalClaim(props: {
  invariant: Invariant;
  /** Open from the beginning. */
  isOpen?: boolean;
}) {
  const { body, language } = props.invariant;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  return body === undefined ? null : (
    <details className={styles.formal} open={props.isOpen}>
      <summary>{t('invariant.formal')}</summary>
      <pre className={styles.body}>
        <code data-language={language}>{body}</code>
      </pre>
    </details>
  );
}
