import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Invariant } from '@proofline/backstage-plugin-spec-coverage-common';
import { specCoverageTranslationRef } from '../../translation';
import { Counterexample } from './Counterexample';
import styles from './Evidence.module.css';

/**
 * Why a claim stands as it does, in words. A claim that is proven needs none.
 *
 * @internal
 */
export function Evidence(props: { invariant: Invariant }) {
  const { invariant } = props;
  const { problem, state, verdict } = invariant;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const explanation = useExplanation(invariant);
  if (state === 'proven') {
    return null;
  }
  const isOld = verdict && !verdict.current && state !== 'stale';
  return (
    <div className={styles.evidence} data-state={state}>
      {explanation && <p className={styles.sentence}>{explanation}</p>}
      {problem === undefined && state === 'failed' && (
        <Counterexample values={verdict?.counterexample} />
      )}
      {problem === undefined && verdict?.message && (
        <pre className={styles.message}>{verdict.message}</pre>
      )}
      {isOld && (
        <p className={styles.sentence}>
          {t('invariant.olderVerdict', { hash: verdict.contentHash })}
        </p>
      )}
    </div>
  );
}

function useExplanation(invariant: Invariant): string | undefined {
  const { body, problem, state, verdict } = invariant;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  if (problem !== undefined) {
    return problem;
  }
  switch (state) {
    case 'accepted':
      return t('invariant.accepted');
    case 'stale':
      return verdict && t('invariant.stale', { hash: verdict.contentHash });
    case 'vacuous':
      return t('invariant.vacuous');
    case 'unknown':
      return verdict?.message ? undefined : t('invariant.unknown');
    case 'unproven':
      return body === undefined
        ? t('invariant.informal')
        : t('invariant.unproven');
    default:
      return undefined;
  }
}
