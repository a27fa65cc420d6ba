import type { ReactNode } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody, VisuallyHidden } from '@backstage/ui';
import type { PortalCoverage } from '@proofline/backstage-plugin-spec-coverage-common';
import { useLocale } from '@proofline/backstage-ui';
import { formatDuration } from '../../format';
import { specCoverageTranslationRef } from '../../translation';
import { CoverageBar, CoverageRing, StateCounts } from '../Coverage';
import { OldestDrift, TimeAgo } from '../time';
import styles from './PortalTotals.module.css';

function Total(props: {
  label: string;
  value: ReactNode;
  note?: ReactNode;
  tone?: 'warning';
}) {
  const { label, note, tone, value } = props;
  return (
    <div className={styles.total}>
      <dt className={styles.label}>{label}</dt>
      <dd className={styles.value} data-tone={tone}>
        {value}
      </dd>
      {note && <dd className={styles.note}>{note}</dd>}
    </div>
  );
}

/**
 * All that is counted, in one number; how it is made up; drift and speed.
 *
 * @internal
 */
export function PortalTotals(props: { coverage: PortalCoverage }) {
  const { coverage } = props;
  const { counts, oldestDriftOpenedAt, openDrifts, proofLatency } = coverage;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const locale = useLocale();
  const number = (value: number) => new Intl.NumberFormat(locale).format(value);
  return (
    <Card>
      <CardBody>
        <VisuallyHidden>
          <h2>{t('portal.totals.title')}</h2>
        </VisuallyHidden>
        <div className={styles.totals}>
          <div className={styles.head}>
            <CoverageRing percentage={coverage.percentage} />
            <div className={styles.states}>
              <p className={styles.proven}>
                {counts.expected === 0
                  ? t('coverage.nothingToProve')
                  : t('coverage.proven', {
                      proven: counts.proven,
                      count: counts.expected,
                    })}
              </p>
              {counts.expected > 0 && (
                <>
                  <CoverageBar counts={counts} />
                  <StateCounts counts={counts} />
                </>
              )}
            </div>
          </div>
          <dl className={styles.list}>
            <Total
              label={t('portal.totals.provenSpecs')}
              value={number(coverage.provenSpecs)}
              note={t('portal.totals.ofSpecs', { specs: coverage.specs })}
            />
            <Total
              label={t('portal.totals.openDrifts')}
              value={number(openDrifts)}
              tone={openDrifts > 0 ? 'warning' : undefined}
              note={
                oldestDriftOpenedAt && (
                  <OldestDrift openedAt={oldestDriftOpenedAt} />
                )
              }
            />
            <Total
              label={t('portal.totals.latency')}
              value={
                proofLatency ? formatDuration(proofLatency.p50Ms, locale) : '–'
              }
              note={
                proofLatency
                  ? t('portal.totals.latencyP95', {
                      p95: formatDuration(proofLatency.p95Ms, locale),
                    })
                  : t('portal.totals.noProofs')
              }
            />
            <Total
              label={t('portal.totals.lastProven')}
              value={
                coverage.lastProvenAt === undefined ? (
                  t('portal.totals.never')
                ) : (
                  <TimeAgo at={coverage.lastProvenAt} />
                )
              }
            />
          </dl>
        </div>
      </CardBody>
    </Card>
  );
}
