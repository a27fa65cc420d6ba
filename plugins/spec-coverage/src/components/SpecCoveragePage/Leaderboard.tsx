import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import type {
  CoverageFilter,
  TopPerformer,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { useEntityNames, useLocale } from '@proofline/backstage-ui';
import { formatDuration, formatPercentage } from '../../format';
import { useCoverageHrefOf, useSteady, useTopPerformers } from '../../hooks';
import { specCoverageTranslationRef } from '../../translation';
import { ChartFrame } from '../charts/ChartFrame';
import { CoverageBar } from '../Coverage';
import { AnswerOf } from '../feedback';
import { inCard } from './inCard';
import styles from './Leaderboard.module.css';

/** How many owners are ranked. */
const LIMIT = 10;

function Row(props: { rank: number; owner: TopPerformer; name: string }) {
  const { name, owner, rank } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const locale = useLocale();
  const href = useCoverageHrefOf()(owner.ownerRef);
  const latency = owner.averageProofLatencyMs;
  return (
    <li className={styles.owner}>
      <span className={styles.rank}>{rank}</span>
      <span className={styles.name}>
        {href === undefined ? name : <Link href={href}>{name}</Link>}
      </span>
      <span className={styles.specs}>
        {t('portal.leaders.proven', {
          proven: owner.provenSpecs,
          count: owner.specs,
        })}
      </span>
      <span className={styles.percentage}>
        {owner.percentage === undefined
          ? '–'
          : formatPercentage(owner.percentage, locale)}
      </span>
      <span className={styles.bar}>
        <CoverageBar counts={owner.counts} size="small" />
      </span>
      <span className={styles.latency}>
        {latency === undefined
          ? t('portal.leaders.noProofs')
          : t('portal.leaders.average', {
              latency: formatDuration(latency, locale),
            })}
      </span>
    </li>
  );
}

/**
 * Who has proven most, and how fast. Owners are compared with each other, and so what filters by owner or state says nothing here.
 *
 * @internal
 */
export function Leaderboard(props: { filter: CoverageFilter }) {
  const { owner, source, state, system } = props.filter;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const result = useSteady(useTopPerformers({ system, source, limit: LIMIT }));
  const items = result.data?.items ?? [];
  const nameOf = useEntityNames(items.map(({ ownerRef }) => ownerRef));
  const title = t('portal.leaders.title');
  const description = t('portal.leaders.description');
  return (
    <AnswerOf result={result} what={title} frame={inCard}>
      {() => (
        <div aria-busy={result.isPrevious}>
          <ChartFrame
            title={title}
            description={
              owner || state
                ? `${description} ${t('portal.leaders.unfiltered')}`
                : description
            }
            fileName="top-performers"
            tooLittle={
              items.length === 0 ? t('portal.leaders.empty') : undefined
            }
            table={{
              columns: [
                { key: 'rank', label: t('portal.leaders.rank') },
                { key: 'ownerRef', label: t('portal.leaders.owner') },
                { key: 'provenSpecs', label: t('portal.leaders.provenSpecs') },
                { key: 'specs', label: t('portal.leaders.specs') },
                {
                  key: 'percentage',
                  label: t('charts.percentage'),
                  format: formatPercentage,
                },
                {
                  key: 'averageProofLatencyMs',
                  label: t('portal.leaders.latencyMs'),
                  format: formatDuration,
                },
              ],
              rows: items.map((each, index) => ({
                rank: index + 1,
                ownerRef: each.ownerRef,
                provenSpecs: each.provenSpecs,
                specs: each.specs,
                percentage: each.percentage,
                averageProofLatencyMs: each.averageProofLatencyMs,
              })),
            }}
          >
            <ol className={styles.owners} aria-label={title}>
              {items.map((each, index) => (
                <Row
                  key={each.ownerRef}
                  rank={index + 1}
                  owner={each}
                  name={nameOf(each.ownerRef)}
                />
              ))}
            </ol>
          </ChartFrame>
        </div>
      )}
    </AnswerOf>
  );
}
