import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { PluginHeader } from '@backstage/ui';
import { RiShieldCheckLine } from '@remixicon/react';
import { specCoverageTranslationRef } from '../../translation';
import { SpecCoverageContent } from './SpecCoverageContent';

/**
 * The page with a header of its own, for apps of the old frontend system: those of the new one put theirs above each page.
 *
 * @public
 */
export function SpecCoveragePage() {
  const { t } = useTranslationRef(specCoverageTranslationRef);
  return (
    <>
      <PluginHeader title={t('portal.title')} icon={<RiShieldCheckLine />} />
      <SpecCoverageContent />
    </>
  );
}
