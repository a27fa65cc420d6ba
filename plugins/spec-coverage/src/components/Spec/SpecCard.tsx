import { useEffect, useRef } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Accordion, AccordionPanel, AccordionTrigger } from '@backstage/ui';
import type {
  CoverageCounts,
  SpecSummary,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { specCoverageTranslationRef } from '../../translation';
import { isBusy } from '../../hooks';
import { CoverageBar, RunningProof } from '../Coverage';
import { SpecStateBadge } from '../states';
import { DriftAge } from '../time';
import { SpecPanel } from './SpecPanel';
import { VerifyButton } from './VerifyButton';
import styles from './SpecCard.module.css';

function ProvenOf(props: { counts: CoverageCounts }) {
  const { counts } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  if (counts.expected === 0) {
    return null;
  }
  return (
    <>
      <span>
        {t('coverage.proven', {
          proven: counts.proven,
          count: counts.expected,
        })}
      </span>
      <CoverageBar counts={counts} size="small" />
    </>
  );
}

/**
 * A spec: a row that says how it stands, and more when it is opened.
 *
 * @internal
 */
export function SpecCard(props: {
  spec: SpecSummary;
  /** The URL names this spec: it is brought into view. */
  isLinked: boolean;
  isExpanded: boolean;
  onExpandedChange: (expanded: boolean) => void;
  onVerify: () => void;
}) {
  const { spec, isLinked, isExpanded, onExpandedChange, onVerify } = props;
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isLinked) {
      card.current?.scrollIntoView({ block: 'start' });
    }
  }, [isLinked]);

  const { drift } = spec;
  return (
    <Accordion
      ref={card}
      className={styles.spec}
      isExpanded={isExpanded}
      onExpandedChange={onExpandedChange}
    >
      <div className={styles.head}>
        <AccordionTrigger level={3} className={styles.trigger}>
          <span className={styles.row}>
            <span className={styles.name}>
              <span className={styles.title}>{spec.title}</span>
              <span className={styles.ref}>{spec.ref}</span>
            </span>
            <span className={styles.facts}>
              <SpecStateBadge state={spec.state} />
              {drift && (
                <span className={styles.drift}>
                  <DriftAge openedAt={drift.openedAt} />
                </span>
              )}
            </span>
          </span>
        </AccordionTrigger>
        {/* One takes the place of the other, so that nothing moves when a proof begins and ends. */}
        <div className={styles.coverage}>
          {isBusy(spec) ? (
            <RunningProof spec={spec} />
          ) : (
            <ProvenOf counts={spec.counts} />
          )}
        </div>
        <VerifyButton spec={spec} onVerify={onVerify} />
      </div>
      <AccordionPanel className={styles.panel}>
        {isExpanded && <SpecPanel spec={spec} />}
      </AccordionPanel>
    </Accordion>
  );
}
