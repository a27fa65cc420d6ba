import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { useSearchParams } from 'react-router-dom';
import {
  type KillSwitchState,
  llmControlPermission,
} from '@proofline/backstage-plugin-cost-governance-common';
import { useKillSwitch } from '../../hooks';
import { costGovernanceTranslationRef } from '../../translation';
import { EntityName } from '../Entity';
import { AnswerOf, inCard, Section } from '../feedback';
import { StopReason } from './StopBanner';
import { SwitchForm } from './SwitchForm';
import { SwitchHistory } from './SwitchHistory';
import { SwitchState } from './SwitchState';
import styles from './KillSwitch.module.css';

function StoppedTenants(props: { state: KillSwitchState }) {
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  const stops = props.state.stops.filter(({ tenant }) => tenant);
  if (stops.length === 0) {
    return null;
  }
  return (
    <Section title={t('killSwitch.stoppedTenants')}>
      {inCard(
        <ul className={styles.stops}>
          {stops.map(event => (
            <li key={event.id} className={styles.stop}>
              <span>
                <EntityName entityRef={event.tenant ?? ''} />
                {' – '}
                <StopReason stop={{ by: 'switch', event }} />
              </span>
            </li>
          ))}
        </ul>,
      )}
    </Section>
  );
}

/**
 * The kill switch: how it stands, the form to move it for those who may, and its history.
 *
 * @internal
 */
export function KillSwitchView() {
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  const [parameters] = useSearchParams();
  const tenant = parameters.get('tenant') ?? undefined;
  const answer = useKillSwitch();
  const { allowed, loading } = usePermission({
    permission: llmControlPermission,
  });
  return (
    <>
      <AnswerOf answer={answer} what={t('killSwitch.title')} frame={inCard}>
        {state => (
          <div className={styles.panels}>
            <SwitchState state={state} />
            <StoppedTenants state={state} />
            {!loading && (
              <Section
                title={t('killSwitch.form')}
                hint={allowed ? t('killSwitch.formHint') : undefined}
              >
                {inCard(
                  allowed ? (
                    <SwitchForm key={tenant} state={state} tenant={tenant} />
                  ) : (
                    <p className={styles.text}>
                      {t('killSwitch.noControl', {
                        permission: <code>{llmControlPermission.name}</code>,
                      })}
                    </p>
                  ),
                )}
              </Section>
            )}
          </div>
        )}
      </AnswerOf>
      <SwitchHistory />
    </>
  );
}
