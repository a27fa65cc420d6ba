import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import { messageOf } from '@proofline/backstage-ui';
import { useGateway } from '../../hooks';
import { costGovernanceTranslationRef } from '../../translation';
import { CopyButton } from '../feedback';
import { environmentFor, VENDOR_NAMES } from './snippets';
import styles from './Keys.module.css';

/**
 * A key that was made just now, this once, and what to put into the environment of a program that uses it.
 *
 * @internal
 */
export function NewKey(props: { secret: string }) {
  const { secret } = props;
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  const { data, error } = useGateway();
  return (
    <div className={styles.form}>
      <Alert
        status="warning"
        icon
        title={t('keys.dialog.once')}
        description={t('keys.dialog.onceHint')}
      />
      <div className={styles.secret}>
        <p className={styles.label}>{t('keys.dialog.keyLabel')}</p>
        <code className={styles.snippet} data-testid="new-key">
          {secret}
        </code>
        <CopyButton text={secret}>{t('keys.dialog.copyKey')}</CopyButton>
      </div>
      {error && (
        <Alert
          status="warning"
          icon
          title={t('keys.dialog.gatewayFailed', { reason: messageOf(error) })}
        />
      )}
      {data?.vendors.length === 0 && (
        <p className={styles.text}>{t('keys.dialog.noGateway')}</p>
      )}
      {data?.vendors.map(vendor => {
        const name = VENDOR_NAMES[vendor.vendor];
        const text = environmentFor(vendor, secret);
        return (
          <div key={vendor.vendor} className={styles.secret}>
            <p className={styles.label}>
              {t('keys.dialog.snippet', { vendor: name })}
            </p>
            <pre className={styles.snippet}>{text}</pre>
            <CopyButton text={text}>
              {t('keys.dialog.copySnippet', { vendor: name })}
            </CopyButton>
          </div>
        );
      })}
    </div>
  );
}
