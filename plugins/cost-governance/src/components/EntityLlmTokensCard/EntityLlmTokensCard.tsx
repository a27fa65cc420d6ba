import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { ButtonLink } from '@backstage/ui';
import { RiArrowRightLine } from '@remixicon/react';
import type { Tenant } from '@proofline/backstage-plugin-cost-governance-common';
import { Bone } from '@proofline/backstage-ui';
import { useTenant, useUsageHref } from '../../hooks';
import { costGovernanceTranslationRef } from '../../translation';
import { AnswerOf } from '../feedback';
import { StopBanner } from '../KillSwitch';
import { LevelFacts, LevelGauge, NoLimit } from '../Level';
import { RecentUse, Unpriced, UseFacts } from '../Usage';
import styles from './EntityLlmTokensCard.module.css';

function CardContent(props: { tenant: Tenant }) {
  const { tenant } = props;
  const [limit] = tenant.limits;
  return (
    <div className={styles.content}>
      <StopBanner tenant={tenant.ref} />
      {limit ? (
        <div className={styles.level}>
          <LevelGauge limit={limit} />
          <LevelFacts limit={limit} />
        </div>
      ) : (
        <NoLimit />
      )}
      <UseFacts tenant={tenant} />
      <RecentUse tenant={tenant.ref} />
      <Unpriced tokens={tenant.thisMonth.unpricedTokens} of="month" />
    </div>
  );
}

function CardSkeleton() {
  return (
    <div className={styles.content}>
      <div className={styles.level}>
        <Bone width="7.5rem" height="7.5rem" rounded />
        <Bone width="10rem" height="4rem" />
      </div>
      <Bone width="100%" height="3.5rem" />
      <Bone width="100%" height="2rem" />
    </div>
  );
}

/**
 * Card for the page of a team: how many LLM tokens it has left, what it used and spent, what was refused, and whether calls are stopped.
 *
 * @public
 */
export function EntityLlmTokensCard() {
  const { entity } = useEntity();
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  const href = useUsageHref();
  const answer = useTenant(stringifyEntityRef(entity));
  return (
    <EntityInfoCard
      title={t('card.title')}
      footerActions={
        href && (
          <ButtonLink
            href={href}
            variant="tertiary"
            iconEnd={<RiArrowRightLine />}
          >
            {t('card.link')}
          </ButtonLink>
        )
      }
    >
      <AnswerOf
        answer={answer}
        what={t('card.title')}
        loading={<CardSkeleton />}
      >
        {tenant => <CardContent tenant={tenant} />}
      </AnswerOf>
    </EntityInfoCard>
  );
}
