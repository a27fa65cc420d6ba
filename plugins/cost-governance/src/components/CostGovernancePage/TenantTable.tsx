import { useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { RiStopCircleFill, RiTeamLine } from '@remixicon/react';
import type { Tenant } from '@proofline/backstage-plugin-cost-governance-common';
import { Badge, Notice, useLocale } from '@proofline/backstage-ui';
import { formatNumber, formatTokens } from '../../format';
import { useTenants } from '../../hooks';
import { levelOf } from '../../states';
import { costGovernanceTranslationRef } from '../../translation';
import { EntityName } from '../Entity';
import { AnswerOf, inCard, Section } from '../feedback';
import { LevelBar } from '../Level';
import { type Column, ShowMore, Table } from '../Table';
import { Tokens, tokensOf, useCostWords } from '../Usage';
import styles from './CostGovernancePage.module.css';

/** How many tenants are listed at first, and how many more at a time. */
const STEP = 25;

function LevelCell(props: { tenant: Tenant }) {
  const [limit] = props.tenant.limits;
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  const locale = useLocale();
  if (!limit) {
    return <>{t('level.noLimit')}</>;
  }
  const { debt, state } = levelOf(limit);
  const { capacity, tokens = 0 } = limit;
  return (
    <span className={styles.level}>
      <LevelBar limit={limit} />
      <span
        className={styles.levelWords}
        data-state={state}
        title={
          state === 'unknown'
            ? undefined
            : `${formatNumber(tokens, locale)} / ${formatNumber(
                capacity,
                locale,
              )}`
        }
        // The bar says it already, with exact numbers.
        aria-hidden
      >
        {state === 'unknown' && t('level.unknown')}
        {state === 'debt' &&
          t('level.debt', { debt: formatTokens(debt, locale) })}
        {(state === 'fine' || state === 'low') &&
          `${formatTokens(tokens, locale)} / ${formatTokens(capacity, locale)}`}
      </span>
    </span>
  );
}

/**
 * All tenants: how full their buckets are, what they may use, what they used and spent this month, and what was refused. The name of one
 * leads to its own view.
 *
 * @internal
 */
export function TenantTable(props: { hrefOf: (tenant: string) => string }) {
  const { hrefOf } = props;
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  const locale = useLocale();
  const costOf = useCostWords();
  const [wanted, setWanted] = useState(STEP);
  const answer = useTenants(wanted);
  const columns: Array<Column<Tenant>> = [
    {
      key: 'tenant',
      label: t('tenants.tenant'),
      cell: ({ callsEnabled, ref }) => (
        <span className={styles.tenant}>
          <EntityName entityRef={ref} href={hrefOf(ref)} />
          {!callsEnabled && (
            <Badge icon={RiStopCircleFill} tone="negative">
              {t('tenants.isStopped')}
            </Badge>
          )}
        </span>
      ),
    },
    {
      key: 'level',
      label: t('tenants.level'),
      cell: tenant => <LevelCell tenant={tenant} />,
    },
    {
      key: 'limit',
      label: t('tenants.limit'),
      cell: ({ limits: [limit, ...others] }) =>
        limit ? (
          <>
            {t('tenants.limitOf', {
              capacity: formatTokens(limit.capacity, locale),
              refill: formatTokens(limit.refillPerMinute, locale),
            })}
            {others.length > 0 && (
              <span className={styles.note}>
                {t('tenants.more', { count: others.length })}
              </span>
            )}
          </>
        ) : (
          t('tenants.none')
        ),
    },
    {
      key: 'used',
      label: t('tenants.used'),
      align: 'right',
      cell: ({ thisMonth }) => <Tokens count={tokensOf(thisMonth)} />,
    },
    {
      key: 'cost',
      label: t('tenants.cost'),
      align: 'right',
      cell: ({ thisMonth }) => costOf(thisMonth),
    },
    {
      key: 'refused',
      label: t('tenants.refused'),
      align: 'right',
      cell: ({ refusedThisMonth }) => formatNumber(refusedThisMonth, locale),
    },
  ];
  return (
    <Section title={t('tenants.title')} hint={t('tenants.hint')}>
      <AnswerOf answer={answer} what={t('tenants.title')} frame={inCard}>
        {({ items, nextCursor }) =>
          inCard(
            items.length === 0 ? (
              <Notice
                icon={RiTeamLine}
                title={t('tenants.empty')}
                description={t('tenants.emptyHint')}
              />
            ) : (
              <>
                <Table
                  label={t('tenants.title')}
                  columns={columns}
                  items={items}
                  idOf={({ ref }) => ref}
                />
                {nextCursor && (
                  <ShowMore
                    isPending={answer.isPrevious}
                    onPress={() => setWanted(wanted + STEP)}
                  >
                    {t('tenants.showMore')}
                  </ShowMore>
                )}
              </>
            ),
          )
        }
      </AnswerOf>
    </Section>
  );
}
