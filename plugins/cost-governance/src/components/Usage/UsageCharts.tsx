import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiBarChart2Line } from '@remixicon/react';
import { Notice } from '@proofline/backstage-ui';
import { useUsage } from '../../hooks';
import { costGovernanceTranslationRef } from '../../translation';
import { CostChart } from '../charts/CostChart';
import { TokensChart } from '../charts/TokensChart';
import { AnswerOf, inCard } from '../feedback';
import { Refusals } from './Refusals';
import { type Range, rangeOf } from './useRange';
import { Unpriced } from './Unpriced';
import { UseBars } from './UseBars';
import styles from './UsageCharts.module.css';

/** How many models and entities are shown. */
const TOP = 10;

function Top(props: {
  tenant?: string;
  range: Range;
  by: 'model' | 'entity';
  fileName: string;
}) {
  const { by, fileName, range, tenant } = props;
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  const answer = useUsage({
    tenant,
    ...rangeOf(range),
    groupBy: by,
    limit: TOP,
  });
  return (
    <AnswerOf
      answer={answer}
      what={t(by === 'model' ? 'use.models' : 'use.entities')}
      frame={inCard}
    >
      {report => <UseBars report={report} by={by} fileName={fileName} />}
    </AnswerOf>
  );
}

/**
 * Use and cost over time, by model and entity, and refusals: of one tenant, or of all. It brings the library of the charts with it.
 *
 * @internal
 */
export default function UsageCharts(props: {
  tenant?: string;
  range: Range;
  /** Begins the names of the CSV files. */
  fileName: string;
}) {
  const { fileName, range, tenant } = props;
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  const answer = useUsage({ tenant, ...rangeOf(range) });
  return (
    <div className={styles.charts}>
      <AnswerOf answer={answer} what={t('use.title')} frame={inCard}>
        {report =>
          report.total.requests === 0 ? (
            inCard(
              <Notice
                icon={RiBarChart2Line}
                title={t('use.none')}
                description={t('use.noneHint')}
              />,
            )
          ) : (
            <div className={styles.charts}>
              <Unpriced tokens={report.total.unpricedTokens} of="range" />
              <div className={styles.halves}>
                <TokensChart report={report} fileName={fileName} />
                <CostChart report={report} fileName={fileName} />
              </div>
              <div className={styles.halves}>
                {(['model', 'entity'] as const).map(by => (
                  <Top
                    key={by}
                    tenant={tenant}
                    range={range}
                    by={by}
                    fileName={fileName}
                  />
                ))}
              </div>
            </div>
          )
        }
      </AnswerOf>
      <Refusals tenant={tenant} range={range} fileName={fileName} />
    </div>
  );
}
