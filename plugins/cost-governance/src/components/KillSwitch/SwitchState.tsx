import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  RiPlayCircleFill,
  RiServerFill,
  RiStopCircleFill,
} from '@remixicon/react';
import type { KillSwitchState } from '@proofline/backstage-plugin-cost-governance-common';
import { stopOf } from '../../states';
import { costGovernanceTranslationRef } from '../../translation';
import { StopReason } from './StopBanner';
import styles from './KillSwitch.module.css';

/**
 * Whether LLM calls are allowed, so large that nobody overlooks it.
 *
 * @internal
 */
export function SwitchState(props: { state: KillSwitchState }) {
  const { state } = props;
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  const stop = stopOf(state);
  const stoppedTenants = state.stops.filter(({ tenant }) => tenant).length;
  const isEnvironment = stop?.by === 'environment';
  const StopIcon = isEnvironment ? RiServerFill : RiStopCircleFill;
  const Icon = stop ? StopIcon : RiPlayCircleFill;
  return (
    // What changes here is told at once: somebody else may have thrown the switch.
    <div
      role="status"
      className={styles.state}
      data-tone={stop ? 'negative' : 'positive'}
    >
      <Icon size={56} aria-hidden className={styles.icon} />
      <div className={styles.words}>
        <p className={styles.title}>
          {stop
            ? t(isEnvironment ? 'stop.environment' : 'stop.all')
            : t('killSwitch.allowed')}
        </p>
        <p className={styles.hint}>
          {stop ? (
            <StopReason stop={stop} />
          ) : (
            <>
              {t('killSwitch.allowedHint')}{' '}
              {stoppedTenants > 0 &&
                t('killSwitch.allowedExcept', { count: stoppedTenants })}
            </>
          )}
        </p>
      </div>
    </div>
  );
}
