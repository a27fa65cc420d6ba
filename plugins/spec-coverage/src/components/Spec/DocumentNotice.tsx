import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert } from '@backstage/ui';
import type { SpecSummary } from '@proofline/backstage-plugin-spec-coverage-common';
import { specCoverageTranslationRef } from '../../translation';

/**
 * Says that a document is gone or was not taken in, and why; nothing where all is well.
 *
 * @internal
 */
export function DocumentNotice(props: { spec: SpecSummary }) {
  const { documentError, documentState } = props.spec;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  if (documentState !== undefined && documentState !== 'present') {
    return (
      <Alert
        status="danger"
        icon
        title={t(`spec.${documentState}`)}
        description={documentError ?? t('spec.noReason')}
      />
    );
  }
  return documentError === undefined ? null : (
    <Alert
      status="warning"
      icon
      title={t('spec.sourceFailed')}
      description={documentError}
    />
  );
}
