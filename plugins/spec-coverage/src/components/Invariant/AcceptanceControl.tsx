import { useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import type { Invariant } from '@proofline/backstage-plugin-spec-coverage-common';
import { useAcceptance } from '../../hooks';
import { specCoverageTranslationRef } from '../../translation';
import { AcceptedBy } from './AcceptedBy';
import { AcceptanceDialog } from './AcceptanceDialog';
import styles from './AcceptanceControl.module.css';

/**
 * Who took the risk of a claim, and the buttons to take it or to take that back, for those who may.
 *
 * @internal
 */
export function AcceptanceControl(props: { invariant: Invariant }) {
  const { invariant } = props;
  const { acceptance, key, problem, state } = invariant;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const actions = useAcceptance(invariant);
  const [isOpen, setOpen] = useState(false);
  const canAccept =
    actions.allowed &&
    problem === undefined &&
    state !== 'proven' &&
    state !== 'accepted';
  if (!acceptance && !canAccept) {
    return null;
  }
  return (
    <div className={styles.control}>
      {acceptance && <AcceptedBy acceptance={acceptance} />}
      {acceptance && actions.allowed && (
        <Button
          size="small"
          variant="secondary"
          isPending={actions.isBusy}
          aria-label={t('acceptance.withdrawOf', { key })}
          onPress={actions.withdraw}
        >
          {t('acceptance.withdraw')}
        </Button>
      )}
      {canAccept && (
        <Button
          size="small"
          variant="secondary"
          aria-label={t('acceptance.acceptOf', { key })}
          onPress={() => setOpen(true)}
        >
          {t('acceptance.accept')}
        </Button>
      )}
      {actions.error && !isOpen && (
        <Alert role="alert" status="danger" icon title={actions.error} />
      )}
      {isOpen && (
        <AcceptanceDialog
          invariant={invariant}
          actions={actions}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}
