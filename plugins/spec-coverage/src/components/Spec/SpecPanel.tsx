import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Text, VisuallyHidden } from '@backstage/ui';
import type { SpecSummary } from '@proofline/backstage-plugin-spec-coverage-common';
import { Bone, messageOf } from '@proofline/backstage-ui';
import { useSpec } from '../../hooks';
import { specCoverageTranslationRef } from '../../translation';
import { RefreshNotice } from '../feedback';
import { SpecChanges } from '../Changes';
import { SpecHistory } from '../History';
import { InvariantList } from '../Invariant';
import { DocumentNotice } from './DocumentNotice';
import { SpecFacts } from './SpecFacts';
import styles from './SpecPanel.module.css';

/**
 * All about a spec: its document, its invariants, its history.
 *
 * @internal
 */
export function SpecPanel(props: { spec: SpecSummary }) {
  const { spec } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const { data, error, refresh } = useSpec(spec);
  return (
    <div className={styles.panel}>
      <SpecFacts spec={spec} />
      <DocumentNotice spec={spec} />
      {spec.proofJob?.error !== undefined && (
        <Alert
          status="warning"
          icon
          title={t('running.tryingAgain')}
          description={spec.proofJob.error}
        />
      )}
      <SpecChanges spec={spec} />
      {data && (
        <div>
          <div className={styles.above}>
            <RefreshNotice error={error} />
          </div>
          {data.invariants.length > 0 ? (
            <InvariantList
              title={data.title}
              invariants={data.invariants}
              counts={data.counts}
            />
          ) : (
            <Text variant="body-medium">
              {data.documentState === undefined
                ? t('spec.pending')
                : t('spec.noInvariants')}
            </Text>
          )}
        </div>
      )}
      {!data && error && (
        <Alert
          role="alert"
          status="danger"
          icon
          title={t('problem.otherTitle')}
          description={messageOf(error)}
          customActions={
            <Button size="small" variant="secondary" onPress={refresh}>
              {t('problem.retry')}
            </Button>
          }
        />
      )}
      {!data && !error && (
        <div className={styles.skeleton} aria-busy>
          <VisuallyHidden role="status">{t('loading.spec')}</VisuallyHidden>
          <Bone width="100%" height="3rem" />
          <Bone width="100%" height="3rem" />
          <Bone width="100%" height="3rem" />
        </div>
      )}
      <SpecHistory spec={spec} />
    </div>
  );
}
