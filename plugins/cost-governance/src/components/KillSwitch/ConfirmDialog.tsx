import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import type { KillSwitchRequest } from '@proofline/backstage-plugin-cost-governance-common';
import { useLocale } from '@proofline/backstage-ui';
import { formatMoment } from '../../format';
import { costGovernanceTranslationRef } from '../../translation';
import styles from './KillSwitch.module.css';

/**
 * Asks once more before the switch is moved, with all that will be done.
 *
 * @internal
 */
export function ConfirmDialog(props: {
  request: KillSwitchRequest;
  /** What people call the tenant, or "all tenants". */
  whose: string;
  isBusy: boolean;
  refusal: string | undefined;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const { isBusy, onClose, onConfirm, refusal, request, whose } = props;
  const { enabled, endRunning, reason, until } = request;
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  const locale = useLocale();
  return (
    <Dialog isOpen isDismissable onOpenChange={open => !open && onClose()}>
      <DialogHeader>
        {t(enabled ? 'killSwitch.confirmAllow' : 'killSwitch.confirmStop', {
          tenant: whose,
        })}
      </DialogHeader>
      <DialogBody>
        <div className={styles.form}>
          <p className={styles.text}>
            {t(
              enabled
                ? 'killSwitch.confirmAllowHint'
                : 'killSwitch.confirmStopHint',
            )}
          </p>
          <blockquote className={styles.reason}>{reason}</blockquote>
          {endRunning && (
            <p className={styles.text}>{t('killSwitch.confirmEndRunning')}</p>
          )}
          {until && (
            <p className={styles.text}>
              {t('killSwitch.confirmUntil', {
                moment: formatMoment(until, locale),
              })}
            </p>
          )}
          {refusal && (
            <Alert
              role="alert"
              status="danger"
              icon
              title={t('killSwitch.refused', { reason: refusal })}
            />
          )}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          {t('killSwitch.cancel')}
        </Button>
        <Button destructive={!enabled} isPending={isBusy} onPress={onConfirm}>
          {t(enabled ? 'killSwitch.allow' : 'killSwitch.stop')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
