import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody } from '@backstage/ui';
import { RiProhibitedLine } from '@remixicon/react';
import type { LimitLevel } from '@proofline/backstage-plugin-cost-governance-common';
import { Notice, useEntityNames } from '@proofline/backstage-ui';
import { costGovernanceTranslationRef } from '../../translation';
import { inCard } from '../feedback';
import { LevelFacts } from './LevelFacts';
import { LevelGauge } from './LevelGauge';
import styles from './LimitCards.module.css';

/** Says that a tenant gets no tokens, and how it would. @internal */
export function NoLimit() {
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  return (
    <Notice
      icon={RiProhibitedLine}
      tone="warning"
      title={t('level.noLimit')}
      description={t('level.noLimitHint', {
        key: <code>costGovernance.llm.limits</code>,
      })}
    />
  );
}

/**
 * All limits of a tenant, each with its gauge: its own, and those on single models and entities.
 *
 * @internal
 */
export function LimitCards(props: { limits: LimitLevel[] }) {
  const { limits } = props;
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  const nameOf = useEntityNames(
    limits.filter(({ scope }) => scope === 'entity').map(({ name }) => name),
  );
  if (limits.length === 0) {
    return inCard(<NoLimit />);
  }
  return (
    <ul className={styles.limits}>
      {limits.map(limit => (
        <li key={`${limit.scope} ${limit.name}`}>
          <Card>
            <CardBody>
              <h3 className={styles.title} title={limit.name || undefined}>
                {t(`level.scope.${limit.scope}`, {
                  name:
                    limit.scope === 'entity' ? nameOf(limit.name) : limit.name,
                })}
              </h3>
              <div className={styles.limit}>
                <LevelGauge limit={limit} />
                <LevelFacts limit={limit} />
              </div>
            </CardBody>
          </Card>
        </li>
      ))}
    </ul>
  );
}
