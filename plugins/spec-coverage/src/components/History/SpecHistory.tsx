import { useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Accordion, AccordionPanel, AccordionTrigger } from '@backstage/ui';
import type { SpecSummary } from '@proofline/backstage-plugin-spec-coverage-common';
import { specCoverageTranslationRef } from '../../translation';
import { HistoryList } from './HistoryList';
import styles from './SpecHistory.module.css';

/**
 * What happened to a spec, to be opened. It is read only when somebody wants to see it.
 *
 * @internal
 */
export function SpecHistory(props: { spec: SpecSummary }) {
  const { spec } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const [isExpanded, setExpanded] = useState(false);
  return (
    <Accordion
      className={styles.history}
      isExpanded={isExpanded}
      onExpandedChange={setExpanded}
    >
      <AccordionTrigger level={4} className={styles.trigger}>
        <span className={styles.title}>{t('history.title')}</span>
      </AccordionTrigger>
      <AccordionPanel>
        {isExpanded && <HistoryList spec={spec} />}
      </AccordionPanel>
    </Accordion>
  );
}
