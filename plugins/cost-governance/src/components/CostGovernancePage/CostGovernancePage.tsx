import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { PluginHeader } from '@backstage/ui';
import { RiCoinsLine } from '@remixicon/react';
import { costGovernanceTranslationRef } from '../../translation';
import { CostGovernanceContent } from './CostGovernanceContent';

/**
 * The page with a header of its own, for apps of the old frontend system: those of the new one put theirs above each page.
 *
 * @public
 */
export function CostGovernancePage() {
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  return (
    <>
      <PluginHeader title={t('page.title')} icon={<RiCoinsLine />} />
      <CostGovernanceContent />
    </>
  );
}
