import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody } from '@backstage/ui';
import type { Drift } from '@proofline/backstage-plugin-spec-coverage-common';
import { useSpecByRef } from '../../../hooks';
import { specCoverageTranslationRef } from '../../../translation';
import { SpecChanges } from '../../Changes';
import { AnswerOf } from '../../feedback';
import { InvariantRow } from '../../Invariant';
import { DocumentNotice } from '../../Spec/DocumentNotice';
import { VerifyButton } from '../../Spec/VerifyButton';
import { SpecStateBadge } from '../../states';
import { DriftAge } from '../../time';
import styles from './views.module.css';

/**
 * A spec that drifted: since when, what changed, and which of its invariants are not proven.
 *
 * @internal
 */
export function DriftedSpec(props: { drift: Drift }) {
  const { openedAt, specRef, specState, title } = props.drift;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const result = useSpecByRef(specRef);
  const spec = result.data;
  return (
    <Card>
      <CardBody>
        <div className={styles.drift}>
          <div className={styles.driftHead}>
            <h2 className={styles.title}>
              {title} <span className={styles.meta}>{specRef}</span>
            </h2>
            <SpecStateBadge state={specState} />
            <span className={styles.meta}>
              <DriftAge openedAt={openedAt} count={1} />
            </span>
            {spec && <VerifyButton spec={spec} onVerify={result.refresh} />}
          </div>
          <AnswerOf result={result} what={title}>
            {({ invariants, ...summary }) => {
              const open = invariants.filter(({ state }) => state !== 'proven');
              return (
                <>
                  <DocumentNotice spec={summary} />
                  <SpecChanges spec={summary} />
                  {open.length > 0 && (
                    <ul
                      className={styles.rows}
                      aria-label={t('drift.notProvenOf', { title })}
                    >
                      {open.map(invariant => (
                        <InvariantRow
                          key={`${invariant.key} ${invariant.line}`}
                          invariant={invariant}
                        />
                      ))}
                    </ul>
                  )}
                </>
              );
            }}
          </AnswerOf>
        </div>
      </CardBody>
    </Card>
  );
}
