import { useId } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, VisuallyHidden } from '@backstage/ui';
import { RiRefreshLine } from '@remixicon/react';
import {
  SpecSummary,
  specVerifyPermission,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { useVerifySpec } from '../../hooks';
import { specCoverageTranslationRef } from '../../translation';
import styles from './VerifyButton.module.css';

/**
 * Asks for a check and a proof of a spec. Where it cannot be asked, the reason is beside the button.
 *
 * @internal
 */
export function VerifyButton(props: {
  spec: SpecSummary;
  onVerify: () => void;
}) {
  const { spec, onVerify } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const { error, obstacle, verify } = useVerifySpec(spec, onVerify);
  const reasonId = useId();
  const reason =
    obstacle &&
    t(`verify.obstacle.${obstacle}`, { permission: specVerifyPermission.name });
  return (
    <>
      <div className={styles.verify} title={reason}>
        <Button
          variant="secondary"
          iconStart={<RiRefreshLine />}
          aria-label={t('verify.buttonOf', { title: spec.title })}
          aria-describedby={obstacle && reasonId}
          isDisabled={obstacle === 'permission'}
          // Keeps the focus, unlike isDisabled: the button is back in a moment.
          isPending={obstacle !== undefined && obstacle !== 'permission'}
          onPress={verify}
        >
          {t('verify.button')}
        </Button>
        {obstacle === 'permission' && (
          <span id={reasonId} className={styles.reason}>
            {reason}
          </span>
        )}
        {/* What passes by itself is seen beside the button, where the progress is. */}
        {obstacle && obstacle !== 'permission' && (
          <VisuallyHidden id={reasonId}>{reason}</VisuallyHidden>
        )}
      </div>
      {error && (
        <div className={styles.error}>
          <Alert role="alert" status="danger" icon title={error} />
        </div>
      )}
    </>
  );
}
