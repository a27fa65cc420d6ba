import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { Bone } from '@proofline/backstage-ui';
import { useTenant } from '../../hooks';
import { costGovernanceTranslationRef } from '../../translation';
import { AnswerOf, inCard, Section } from '../feedback';
import { TenantKeys } from '../Keys';
import { StopBanner } from '../KillSwitch';
import { LimitCards } from '../Level';
import { UsageSection, UseFacts } from '../Usage';
import styles from './TenantView.module.css';

/**
 * All about one tenant: whether it may call, how full its buckets are, what it used and spent, what was refused, and its keys.
 *
 * @internal
 */
export function TenantView(props: {
  /** Its entity ref. */
  tenant: string;
}) {
  const { tenant } = props;
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  const answer = useTenant(tenant);
  return (
    <AnswerOf
      answer={answer}
      what={t('card.title')}
      frame={inCard}
      loading={<Bone width="100%" height="16rem" />}
    >
      {data => (
        <div className={styles.view}>
          <StopBanner tenant={data.ref} />
          {inCard(<UseFacts tenant={data} />)}
          <Section title={t('level.limits')} hint={t('level.limitsHint')}>
            <LimitCards limits={data.limits} />
          </Section>
          <UsageSection
            tenant={data.ref}
            fileName={parseEntityRef(data.ref).name}
          />
          <TenantKeys tenant={data.ref} />
        </div>
      )}
    </AnswerOf>
  );
}
