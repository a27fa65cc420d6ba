import { useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Accordion, AccordionPanel, AccordionTrigger } from '@backstage/ui';
import type { SpecSummary } from '@proofline/backstage-plugin-spec-coverage-common';
import { specCoverageTranslationRef } from '../../translation';
import { ChangesPanel } from './ChangesPanel';
import styles from './SpecChanges.module.css';

/**
 * Why a spec drifted: what is between the version that was last proven and the current one. Nothing where the two are the same,
 * where none was ever proven, or where the document is not there.
 *
 * @internal
 */
export function SpecChanges(props: { spec: SpecSummary }) {
  const { spec } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const [isExpanded, setExpanded] = useState(true);
  const { contentHash, provenHash } = spec;
  if (
    provenHash === undefined ||
    contentHash === undefined ||
    contentHash === provenHash
  ) {
    return null;
  }
  return (
    <Accordion
      className={styles.changes}
      isExpanded={isExpanded}
      onExpandedChange={setExpanded}
    >
      <AccordionTrigger level={4} className={styles.trigger}>
        <span className={styles.title}>{t('changes.title')}</span>
      </AccordionTrigger>
      <AccordionPanel>
        {isExpanded && <ChangesPanel spec={spec} />}
      </AccordionPanel>
    </Accordion>
  );
}
