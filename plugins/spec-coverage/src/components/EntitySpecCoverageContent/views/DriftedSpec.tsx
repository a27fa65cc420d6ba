import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody } from '@backstage/ui';
import type {
  Drift,
  SpecSummary,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { isBusy, useSpecByRef } from '../../../hooks';
import { useRefreshAll } from '../../../live';
import { specCoverageTranslationRef } from '../../../translation';
import { SpecChanges } from '../../Changes';
import { RunningProof } from '../../Coverage';
import { AnswerOf } from '../../feedback';
import { DocumentNotice, VerifyButton } from '../../Spec';
import { SpecStateBadge } from '../../states';
import { DriftAge } from '../../time';
import { NotProven } from './NotProven';
import styles from './views.module.css';

function Drifted(props: { drift: Drift; spec: SpecSummary }) {
  const { drift, spec } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const refreshAll = useRefreshAll();
  const wasProven = spec.provenHash !== undefined;
  return (
    <div className={styles.drift}>
      <div className={styles.driftHead}>
        <div className={styles.words}>
          <h2 className={styles.title}>{spec.title}</h2>
          <span className={styles.meta}>{spec.ref}</span>
        </div>
        <SpecStateBadge state={spec.state} />
        <span className={styles.age}>
          <DriftAge openedAt={drift.openedAt} />
        </span>
        {isBusy(spec) && <RunningProof spec={spec} />}
        <VerifyButton spec={spec} onVerify={refreshAll} />
      </div>
      <DocumentNotice spec={spec} />
      {!wasProven && <p className={styles.hint}>{t('drift.neverProven')}</p>}
      <SpecChanges spec={spec} />
      <NotProven spec={spec} />
    </div>
  );
}

function ReadSpec(props: { drift: Drift }) {
  const { drift } = props;
  const result = useSpecByRef(drift.specRef);
  return (
    <AnswerOf result={result} what={drift.title}>
      {spec => <Drifted drift={drift} spec={spec} />}
    </AnswerOf>
  );
}

/**
 * A spec that drifted: since when, what changed since it was last proven, and which of its invariants are not proven.
 *
 * @internal
 */
export function DriftedSpec(props: {
  drift: Drift;
  /** Its spec, where that is known already; it is read otherwise. */
  known: SpecSummary | undefined;
}) {
  const { drift, known } = props;
  return (
    <Card>
      <CardBody>
        {known ? (
          <Drifted drift={drift} spec={known} />
        ) : (
          <ReadSpec drift={drift} />
        )}
      </CardBody>
    </Card>
  );
}
