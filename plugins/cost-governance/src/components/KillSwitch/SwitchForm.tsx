import { useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Button,
  Checkbox,
  Select,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import { RiPlayCircleLine, RiStopCircleLine } from '@remixicon/react';
import type {
  KillSwitchRequest,
  KillSwitchState,
} from '@proofline/backstage-plugin-cost-governance-common';
import { DateTime } from 'luxon';
import { useEntityNames, useNotify } from '@proofline/backstage-ui';
import { useChange, useTenants } from '../../hooks';
import { costGovernanceTranslationRef } from '../../translation';
import { ConfirmDialog } from './ConfirmDialog';
import { DURATIONS, type StopDuration, untilOf } from './request';
import styles from './KillSwitch.module.css';

/** The option for all tenants. It cannot be an entity ref. */
const ALL = '*';

/** As many tenants can be chosen from. Others are stopped from their own view. */
const MAX_TENANTS = 200;

/** The longest reason that the backend takes. */
const MAX_REASON = 2000;

/**
 * Stops or allows the calls of all tenants or of one, with a reason, once that is confirmed.
 *
 * @internal
 */
export function SwitchForm(props: {
  state: KillSwitchState;
  /** The tenant that is chosen at first. */
  tenant?: string;
}) {
  const { state } = props;
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  const notify = useNotify();
  const { attempt, isBusy, refusal } = useChange();
  const [whose, setWhose] = useState(props.tenant ?? ALL);
  const [reason, setReason] = useState('');
  const [duration, setDuration] = useState<StopDuration>('open');
  const [moment, setMoment] = useState('');
  const [endRunning, setEndRunning] = useState(false);
  const [request, setRequest] = useState<KillSwitchRequest>();

  const tenants = useTenants(MAX_TENANTS).data?.items ?? [];
  const refs = [
    ...new Set([
      ...(props.tenant ? [props.tenant] : []),
      ...tenants.map(({ ref }) => ref),
      ...state.stops.flatMap(stop => stop.tenant ?? []),
    ]),
  ];
  const nameOf = useEntityNames(refs);
  const tenant = whose === ALL ? undefined : whose;
  const name = tenant === undefined ? t('killSwitch.all') : nameOf(tenant);
  const isStopped = state.stops.some(stop => stop.tenant === tenant);
  const until = untilOf(duration, moment, DateTime.now());
  const isUntilRight =
    duration !== 'moment' || (until !== undefined && until > DateTime.now());
  const hasReason = reason.trim() !== '';

  const ask = (enabled: boolean) =>
    setRequest({
      enabled,
      reason: reason.trim(),
      ...(tenant && { tenant }),
      ...(!enabled && {
        endRunning,
        // Counted from now, and not from when the form was opened.
        until:
          untilOf(duration, moment, DateTime.now())?.toUTC().toISO() ??
          undefined,
      }),
    });
  const confirm = async (asked: KillSwitchRequest) => {
    if (await attempt(api => api.setKillSwitch(asked))) {
      setRequest(undefined);
      setReason('');
      notify({
        title: t(
          asked.enabled ? 'killSwitch.allowedNow' : 'killSwitch.stopped',
          { tenant: name },
        ),
        status: 'info',
      });
    }
  };
  return (
    <div className={styles.form}>
      <div className={styles.fields}>
        <Select
          label={t('killSwitch.whose')}
          options={[
            { id: ALL, label: t('killSwitch.allOption') },
            ...refs.map(id => ({ id, label: nameOf(id) })),
          ]}
          value={whose}
          onChange={key => setWhose(String(key ?? ALL))}
        />
        <Select
          label={t('killSwitch.until')}
          options={DURATIONS.map(id => ({
            id,
            label: t(`killSwitch.durations.${id}`),
          }))}
          value={duration}
          onChange={key => setDuration((key ?? 'open') as StopDuration)}
        />
        {duration === 'moment' && (
          <TextField
            label={t('killSwitch.untilMoment')}
            type={'datetime-local' as 'text'}
            isRequired
            isInvalid={moment !== '' && !isUntilRight}
            description={
              moment !== '' && !isUntilRight
                ? t('killSwitch.untilPast')
                : undefined
            }
            value={moment}
            onChange={setMoment}
          />
        )}
      </div>
      <TextAreaField
        label={t('killSwitch.reason')}
        description={t('killSwitch.reasonHint')}
        isRequired
        maxLength={MAX_REASON}
        rows={2}
        value={reason}
        onChange={setReason}
      />
      <div>
        <Checkbox isSelected={endRunning} onChange={setEndRunning}>
          {t('killSwitch.endRunning')}
        </Checkbox>
        <p className={styles.note}>{t('killSwitch.endRunningHint')}</p>
      </div>
      <div className={styles.buttons}>
        <Button
          destructive
          iconStart={<RiStopCircleLine />}
          isDisabled={!hasReason || !isUntilRight}
          onPress={() => ask(false)}
        >
          {t('killSwitch.stop')}
        </Button>
        <Button
          variant={isStopped ? 'primary' : 'secondary'}
          iconStart={<RiPlayCircleLine />}
          isDisabled={!hasReason || !isStopped}
          onPress={() => ask(true)}
        >
          {t('killSwitch.allow')}
        </Button>
      </div>
      {request && (
        <ConfirmDialog
          request={request}
          whose={name}
          isBusy={isBusy}
          refusal={refusal}
          onConfirm={() => confirm(request)}
          onClose={() => setRequest(undefined)}
        />
      )}
    </div>
  );
}
