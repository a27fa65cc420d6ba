import type { ReactNode } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Tenant,
  Use,
} from '@proofline/backstage-plugin-cost-governance-common';
import { useLocale } from '@proofline/backstage-ui';
import { formatNumber, formatTokens } from '../../format';
import { costGovernanceTranslationRef } from '../../translation';
import { tokensOf, useCostWords } from './Cost';
import styles from './UseFacts.module.css';

function Fact(props: {
  label: string;
  value: ReactNode;
  note?: ReactNode;
  tone?: 'warning';
}) {
  const { label, note, tone, value } = props;
  return (
    <div className={styles.fact}>
      <dt className={styles.label}>{label}</dt>
      <dd className={styles.value} data-tone={tone}>
        {value}
      </dd>
      {note && <dd className={styles.note}>{note}</dd>}
    </div>
  );
}

function UseFact(props: { label: string; use: Use }) {
  const { label, use } = props;
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  const locale = useLocale();
  const costOf = useCostWords();
  const tokens = tokensOf(use);
  return (
    <Fact
      label={label}
      value={costOf(use)}
      note={
        <>
          <span title={formatNumber(tokens, locale)}>
            {t('use.tokens', {
              count: tokens,
              shown: formatTokens(tokens, locale),
            })}
          </span>
          {' · '}
          {t('use.calls', {
            count: use.requests,
            shown: formatNumber(use.requests, locale),
          })}
        </>
      }
    />
  );
}

/**
 * What a tenant used and spent today and this month, and what it was refused.
 *
 * @internal
 */
export function UseFacts(props: { tenant: Tenant }) {
  const { refusedThisMonth, refusedToday, thisMonth, today } = props.tenant;
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  const locale = useLocale();
  const calls = (count: number) =>
    t('use.refused', { count, shown: formatNumber(count, locale) });
  return (
    <dl className={styles.facts}>
      <UseFact label={t('use.today')} use={today} />
      <UseFact label={t('use.thisMonth')} use={thisMonth} />
      <Fact
        label={t('use.refusedToday')}
        value={calls(refusedToday)}
        tone={refusedToday > 0 ? 'warning' : undefined}
        note={`${t('use.thisMonth')}: ${calls(refusedThisMonth)}`}
      />
    </dl>
  );
}
