import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { UsageReport } from '@proofline/backstage-plugin-cost-governance-common';
import { useEntityNames, useLocale } from '@proofline/backstage-ui';
import { formatNumber, formatTokens } from '../../format';
import { costGovernanceTranslationRef } from '../../translation';
import { ChartFrame } from '../charts/ChartFrame';
import { EntityName } from '../Entity';
import { tokensOf, useCostWords } from './Cost';
import styles from './UseBars.module.css';

/** Micro-dollars in a US dollar. */
const MICRO = 1_000_000;

/**
 * Models or entities with most tokens: a bar for each, beside that of the first, with its tokens and cost.
 *
 * @internal
 */
export function UseBars(props: {
  report: UsageReport;
  by: 'model' | 'entity';
  fileName: string;
}) {
  const { by, fileName, report } = props;
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  const locale = useLocale();
  const costOf = useCostWords();
  const isModel = by === 'model';
  const nameOf = useEntityNames(
    isModel ? [] : report.items.flatMap(({ key }) => key ?? []),
  );
  const nobody = t(isModel ? 'use.noModel' : 'use.noEntity');
  const wordOf = (key: string | null): string => {
    if (key === null) {
      return nobody;
    }
    return isModel ? key : nameOf(key);
  };
  const shownTokens = report.items.reduce(
    (sum, item) => sum + tokensOf(item),
    0,
  );
  const most = Math.max(...report.items.map(tokensOf), 1);
  const hasOthers = shownTokens < tokensOf(report.total);
  return (
    <ChartFrame
      title={t(isModel ? 'use.models' : 'use.entities')}
      description={t(isModel ? 'use.modelsHint' : 'use.entitiesHint')}
      fileName={`${fileName}-llm-use-by-${by}`}
      tooLittle={report.items.length === 0 ? t('use.empty') : undefined}
      table={{
        columns: [
          { key: 'name', label: t(isModel ? 'use.model' : 'use.entity') },
          { key: 'requests', label: t('charts.calls') },
          { key: 'tokens', label: t('charts.total') },
          {
            key: 'usd',
            label: t('charts.usd'),
            format: usd =>
              costOf({ costMicroUsd: usd * MICRO, unpricedTokens: 0 }),
          },
          { key: 'unpriced', label: t('charts.unpriced') },
        ],
        rows: report.items.map(item => ({
          name: wordOf(item.key),
          requests: item.requests,
          tokens: tokensOf(item),
          usd: item.costMicroUsd / MICRO,
          unpriced: item.unpricedTokens,
        })),
      }}
      footer={
        hasOthers ? (
          <p className={styles.others}>
            {t('use.others', {
              tokens: formatTokens(tokensOf(report.total), locale),
              cost: costOf(report.total),
            })}
          </p>
        ) : undefined
      }
    >
      <ul className={styles.items}>
        {report.items.map(item => (
          <li key={item.key ?? ''} className={styles.item}>
            <span className={styles.name} data-model={isModel || undefined}>
              {item.key === null && <em>{nobody}</em>}
              {item.key !== null && isModel && item.key}
              {item.key !== null && !isModel && (
                <EntityName entityRef={item.key} />
              )}
            </span>
            <span className={styles.cost}>{costOf(item)}</span>
            <span className={styles.bar} aria-hidden>
              <span
                className={styles.part}
                style={{ width: `${(tokensOf(item) / most) * 100}%` }}
              />
            </span>
            <span
              className={styles.tokens}
              title={formatNumber(tokensOf(item), locale)}
            >
              {t('use.tokens', {
                count: tokensOf(item),
                shown: formatTokens(tokensOf(item), locale),
              })}
            </span>
          </li>
        ))}
      </ul>
    </ChartFrame>
  );
}
