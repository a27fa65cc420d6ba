import { useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
} from '@backstage/ui';
import type { VirtualKey } from '@proofline/backstage-plugin-cost-governance-common';
import { useNotify } from '@proofline/backstage-ui';
import { useChange } from '../../hooks';
import { costGovernanceTranslationRef } from '../../translation';
import styles from './Keys.module.css';

/**
 * Revokes a virtual key, once that is confirmed.
 *
 * @internal
 */
export function RevokeButton(props: { virtualKey: VirtualKey }) {
  const { id, name, prefix } = props.virtualKey;
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  const notify = useNotify();
  const { attempt, isBusy, refusal } = useChange();
  const [isOpen, setOpen] = useState(false);
  const revoke = async () => {
    if (await attempt(api => api.revokeVirtualKey(id))) {
      setOpen(false);
      notify({ title: t('keys.revoked', { name }), status: 'info' });
    }
  };
  return (
    <>
      <Button
        size="small"
        variant="secondary"
        aria-label={t('keys.revokeOf', { name })}
        onPress={() => setOpen(true)}
      >
        {t('keys.revoke')}
      </Button>
      {isOpen && (
        <Dialog isOpen isDismissable onOpenChange={setOpen}>
          <DialogHeader>{t('keys.revokeTitle', { name })}</DialogHeader>
          <DialogBody>
            <div className={styles.form}>
              <p className={styles.text}>{t('keys.revokeHint', { prefix })}</p>
              {refusal && (
                <Alert
                  role="alert"
                  status="danger"
                  icon
                  title={t('keys.refused', { reason: refusal })}
                />
              )}
            </div>
          </DialogBody>
          <DialogFooter>
            <Button variant="secondary" onPress={() => setOpen(false)}>
              {t('keys.dialog.cancel')}
            </Button>
            <Button destructive isPending={isBusy} onPress={revoke}>
              {t('keys.revoke')}
            </Button>
          </DialogFooter>
        </Dialog>
      )}
    </>
  );
}
