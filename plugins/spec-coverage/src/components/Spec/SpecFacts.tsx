import type { ReactNode } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import type { SpecSummary } from '@proofline/backstage-plugin-spec-coverage-common';
import { specCoverageTranslationRef } from '../../translation';
import { TimeAgo } from '../time';
import styles from './SpecFacts.module.css';

function Fact(props: { name: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt className={styles.name}>{props.name}</dt>
      <dd className={styles.value}>{props.children}</dd>
    </div>
  );
}

/**
 * Which version of a document is there, which one was proven, and when somebody last looked.
 *
 * @internal
 */
export function SpecFacts(props: { spec: SpecSummary }) {
  const { checkedAt, contentHash, provenAt, provenHash, title, url } =
    props.spec;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  return (
    <div className={styles.line}>
      <dl className={styles.facts}>
        <Fact name={t('spec.currentVersion')}>
          {contentHash ? <code>{contentHash}</code> : t('spec.none')}
        </Fact>
        <Fact name={t('spec.provenVersion')}>
          {provenHash ? <code>{provenHash}</code> : t('spec.none')}
          {provenAt !== undefined && (
            <span className={styles.when}>
              <TimeAgo at={provenAt} />
            </span>
          )}
        </Fact>
        <Fact name={t('spec.lastChecked')}>
          {checkedAt === undefined ? (
            t('spec.never')
          ) : (
            <TimeAgo at={checkedAt} />
          )}
        </Fact>
      </dl>
      {url !== undefined && (
        <Link
          href={url}
          target="_blank"
          rel="noopener noreferrer"
          variant="body-medium"
          aria-label={t('spec.openDocumentOf', { title })}
        >
          {t('spec.openDocument')}
        </Link>
      )}
    </div>
  );
}
