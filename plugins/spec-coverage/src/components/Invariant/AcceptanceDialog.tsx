import { FormEvent, useId, useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  Alert,
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  TextAreaField,
  TextField,
} from '@backstage/ui';
import type { Invariant } from '@proofline/backstage-plugin-spec-coverage-common';
import { DateTime } from 'luxon';
import type { AcceptanceActions } from '../../hooks/useAcceptance';
import { specCoverageTranslationRef } from '../../translation';
import styles from './AcceptanceControl.module.css';

/** How far ahead the end stands at first, and may stand at most, in days. */
const DEFAULT_DAYS = 30;
const MAX_DAYS = 365;

/**
 * Asks why a risk is taken and until when.
 *
 * @internal
 */
export function AcceptanceDialog(props: {
  invariant: Invariant;
  actions: AcceptanceActions;
  onClose: () => void;
}) {
  const { actions, invariant, onClose } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const today = DateTime.now().startOf('day');
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState(
    () => today.plus({ days: DEFAULT_DAYS }).toISODate() ?? '',
  );
  const formId = useId();
  const end = DateTime.fromISO(until).endOf('day');
  const days = end.diff(today, 'days').days;
  const isEndRight = end.isValid && days > 1 && days <= MAX_DAYS + 1;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!reason.trim() || !isEndRight) {
      return;
    }
    if (
      await actions.accept({
        reason: reason.trim(),
        until: end.toUTC().toISO() ?? '',
      })
    ) {
      onClose();
    }
  };
  return (
    <Dialog
      isOpen
      isDismissable
      onOpenChange={open => {
        if (!open) {
          onClose();
        }
      }}
    >
      <DialogHeader>
        {t('acceptance.title', { key: invariant.key })}
      </DialogHeader>
      <DialogBody>
        <form id={formId} className={styles.form} onSubmit={submit}>
          <p className={styles.text}>{invariant.text}</p>
          <p className={styles.text}>{t('acceptance.hint')}</p>
          <TextAreaField
            label={t('acceptance.reason')}
            isRequired
            // A dialog takes the focus when it opens, and this is what it asks for.
            // eslint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            maxLength={2000}
            value={reason}
            onChange={setReason}
          />
          <TextField
            label={t('acceptance.until')}
            type={'date' as 'text'}
            isRequired
            value={until}
            onChange={setUntil}
            isInvalid={!isEndRight}
            description={t('acceptance.untilHint')}
          />
          {actions.error && (
            <Alert role="alert" status="danger" icon title={actions.error} />
          )}
        </form>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          {t('acceptance.cancel')}
        </Button>
        <Button
          type="submit"
          form={formId}
          isDisabled={!reason.trim() || !isEndRight}
          isPending={actions.isBusy}
        >
          {t('acceptance.submit')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
