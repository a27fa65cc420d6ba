import { FormEvent, useId, useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  TextField,
} from '@backstage/ui';
import type { NewVirtualKey } from '@proofline/backstage-plugin-cost-governance-common';
import { DateTime } from 'luxon';
import { useEntityNames } from '@proofline/backstage-ui';
import { useChange } from '../../hooks';
import { costGovernanceTranslationRef } from '../../translation';
import { NewKey } from './NewKey';
import styles from './Keys.module.css';

/** The longest name that the backend takes. */
const MAX_NAME = 100;

/**
 * Asks what a key of a tenant is called, and shows the key once. It is kept nowhere but in this dialog.
 *
 * @internal
 */
export function CreateKeyDialog(props: {
  tenant: string;
  onClose: () => void;
}) {
  const { onClose, tenant } = props;
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  const nameOf = useEntityNames([tenant]);
  const { attempt, isBusy, refusal } = useChange();
  const [name, setName] = useState('');
  const [lastDay, setLastDay] = useState('');
  const [entityRef, setEntityRef] = useState('');
  const [created, setCreated] = useState<NewVirtualKey>();
  const formId = useId();
  const end = lastDay ? DateTime.fromISO(lastDay).endOf('day') : undefined;
  const isPast = end !== undefined && !(end > DateTime.now());
  const isReady = name.trim() !== '' && !isPast;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!isReady || isBusy) {
      return;
    }
    const made = await attempt(api =>
      api.createVirtualKey({
        tenant,
        name: name.trim(),
        ...(entityRef.trim() && { entityRef: entityRef.trim() }),
        ...(end && { expiresAt: end.toUTC().toISO() ?? undefined }),
      }),
    );
    setCreated(made?.answer);
  };
  return (
    <Dialog
      isOpen
      // Once the key is there, a slip of the mouse must not lose it.
      isDismissable={!created}
      isKeyboardDismissDisabled={Boolean(created)}
      onOpenChange={open => {
        if (!open) {
          onClose();
        }
      }}
    >
      <DialogHeader>
        {created
          ? t('keys.dialog.createdTitle', { name: created.virtualKey.name })
          : t('keys.dialog.title')}
      </DialogHeader>
      <DialogBody>
        {created ? (
          <NewKey secret={created.key} />
        ) : (
          <form id={formId} className={styles.form} onSubmit={submit}>
            <p className={styles.text}>
              {t('keys.dialog.tenant', {
                tenant: <strong title={tenant}>{nameOf(tenant)}</strong>,
              })}
            </p>
            <TextField
              label={t('keys.dialog.name')}
              description={t('keys.dialog.nameHint')}
              isRequired
              // A dialog takes the focus when it opens, and this is what it asks for.
              // eslint-disable-next-line jsx-a11y/no-autofocus
              autoFocus
              maxLength={MAX_NAME}
              value={name}
              onChange={setName}
            />
            <TextField
              label={t('keys.dialog.until')}
              description={t(
                isPast ? 'keys.dialog.untilPast' : 'keys.dialog.untilHint',
              )}
              type={'date' as 'text'}
              isInvalid={isPast}
              value={lastDay}
              onChange={setLastDay}
            />
            <TextField
              label={t('keys.dialog.entity')}
              description={t('keys.dialog.entityHint')}
              value={entityRef}
              onChange={setEntityRef}
            />
            {refusal && (
              <Alert
                role="alert"
                status="danger"
                icon
                title={t('keys.refused', { reason: refusal })}
              />
            )}
          </form>
        )}
      </DialogBody>
      <DialogFooter>
        {created ? (
          <Button onPress={onClose}>{t('keys.dialog.done')}</Button>
        ) : (
          <>
            <Button variant="secondary" onPress={onClose}>
              {t('keys.dialog.cancel')}
            </Button>
            <Button
              type="submit"
              form={formId}
              isDisabled={!isReady}
              isPending={isBusy}
            >
              {t('keys.dialog.submit')}
            </Button>
          </>
        )}
      </DialogFooter>
    </Dialog>
  );
}
