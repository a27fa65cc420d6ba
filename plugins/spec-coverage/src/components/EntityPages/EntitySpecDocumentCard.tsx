import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { Text } from '@backstage/ui';
import { useEntityCoverage } from '../../hooks';
import { specCoverageTranslationRef } from '../../translation';
import { AnswerOf, UnresolvedRefs } from '../feedback';
import { DocumentNotice, SpecFacts, VerifyButton } from '../Spec';
import { SpecStateBadge } from '../states';
import styles from './EntityPages.module.css';

/**
 * Card for the page of a `Spec`: its document, where it is, which version of it is there and which one was proven, and the button to have
 * it checked.
 *
 * @public
 */
export function EntitySpecDocumentCard() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const result = useEntityCoverage(stringifyEntityRef(entity));
  return (
    <EntityInfoCard title={t('specPage.document')}>
      <AnswerOf result={result} what={t('specPage.document')}>
        {({ items: [spec], unresolved }) => (
          <div className={styles.document}>
            <UnresolvedRefs refs={unresolved} />
            {spec ? (
              <>
                <div className={styles.head}>
                  <span className={styles.words}>
                    <span className={styles.title}>{spec.title}</span>
                    <span className={styles.ref}>{spec.ref}</span>
                  </span>
                  <SpecStateBadge state={spec.state} />
                </div>
                <DocumentNotice spec={spec} />
                <SpecFacts spec={spec} />
                <VerifyButton spec={spec} onVerify={result.refresh} />
              </>
            ) : (
              <Text variant="body-medium">{t('spec.pending')}</Text>
            )}
          </div>
        )}
      </AnswerOf>
    </EntityInfoCard>
  );
}
