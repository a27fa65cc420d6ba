import type { ReactNode } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  RemixiconComponentType,
  RiArrowLeftRightLine,
  RiCheckDoubleLine,
  RiFileTextLine,
  RiFileWarningLine,
  RiShieldCheckLine,
  RiTimerLine,
} from '@remixicon/react';
import {
  type EntityCoverage,
  isUnreadable,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { useLocale } from '@proofline/backstage-ui';
import { formatDuration } from '../../format';
import { specCoverageTranslationRef } from '../../translation';
import { DriftAge, LastProven } from '../time';
import styles from './CoverageFacts.module.css';

function Fact(props: {
  icon: RemixiconComponentType;
  tone?: 'negative' | 'warning' | 'strong';
  children: ReactNode;
}) {
  const { icon: Icon, tone, children } = props;
  return (
    <li className={styles.fact} data-tone={tone}>
      <Icon size={16} aria-hidden />
      <span>{children}</span>
    </li>
  );
}

/**
 * What there is to know of a coverage besides its number: how many of how many, drift, last proof, latency.
 *
 * @internal
 */
export function CoverageFacts(props: {
  coverage: EntityCoverage;
  /** Also of how many specs. */
  detailed?: boolean;
}) {
  const { coverage, detailed } = props;
  const { counts, oldestDriftOpenedAt, openDrifts, proofLatency } = coverage;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const locale = useLocale();
  const unreadable = coverage.items.filter(({ state }) =>
    isUnreadable(state),
  ).length;
  return (
    <ul className={styles.facts}>
      <Fact icon={RiShieldCheckLine} tone="strong">
        {counts.expected === 0
          ? t('coverage.nothingToProve')
          : t('coverage.proven', {
              proven: counts.proven,
              count: counts.expected,
            })}
      </Fact>
      {detailed && (
        <Fact icon={RiFileTextLine}>
          {t('coverage.specs', { count: coverage.specs })}
        </Fact>
      )}
      {openDrifts > 0 && oldestDriftOpenedAt !== undefined ? (
        <Fact icon={RiArrowLeftRightLine} tone="warning">
          <DriftAge openedAt={oldestDriftOpenedAt} count={openDrifts} />
        </Fact>
      ) : (
        <Fact icon={RiArrowLeftRightLine}>{t('drift.none')}</Fact>
      )}
      {unreadable > 0 && (
        <Fact icon={RiFileWarningLine} tone="negative">
          {t('coverage.unreadable', { count: unreadable })}
        </Fact>
      )}
      {(counts.expected > 0 || coverage.lastProvenAt !== undefined) && (
        <Fact icon={RiCheckDoubleLine}>
          <LastProven at={coverage.lastProvenAt} />
        </Fact>
      )}
      {proofLatency && (
        <Fact icon={RiTimerLine}>
          {t('coverage.latency', {
            p50: formatDuration(proofLatency.p50Ms, locale),
            p95: formatDuration(proofLatency.p95Ms, locale),
          })}
        </Fact>
      )}
    </ul>
  );
}
