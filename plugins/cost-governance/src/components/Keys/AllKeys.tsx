import { useState } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Select } from '@backstage/ui';
import { RiFilterOffLine, RiKey2Line } from '@remixicon/react';
import { useSearchParams } from 'react-router-dom';
import { Notice, useEntityNames } from '@proofline/backstage-ui';
import { useTenants, useVirtualKeys } from '../../hooks';
import { type KeyState, keyStateOf } from '../../states';
import { costGovernanceTranslationRef } from '../../translation';
import { AnswerOf, inCard, Section } from '../feedback';
import { ShowMore } from '../Table';
import { KeyTable } from './KeyTable';
import styles from './Keys.module.css';

/** How many keys are listed at first, and how many more at a time. */
const STEP = 50;

/** As many tenants can be chosen from. Whoever has more of them filters by address. */
const MAX_TENANTS = 200;

/** The option that filters nothing. It cannot be an entity ref. */
const ALL = '*';

const STATES: KeyState[] = ['active', 'expired', 'revoked'];

/**
 * The virtual keys of all tenants, or of one, in any state or in one.
 *
 * @internal
 */
export function AllKeys() {
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  const [parameters, setParameters] = useSearchParams();
  const tenant = parameters.get('tenant') ?? undefined;
  const state = STATES.find(each => each === parameters.get('state'));
  const [wanted, setWanted] = useState(STEP);
  const answer = useVirtualKeys({ tenant, wanted });
  const tenants = useTenants(MAX_TENANTS).data?.items.map(({ ref }) => ref);
  const refs = [...new Set([...(tenant ? [tenant] : []), ...(tenants ?? [])])];
  const nameOf = useEntityNames(refs);
  const change = (name: string, value: unknown) =>
    setParameters(
      previous => {
        const next = new URLSearchParams(previous);
        if (value === ALL || !value) {
          next.delete(name);
        } else {
          next.set(name, String(value));
        }
        return next;
      },
      { replace: true },
    );
  const all = { id: ALL, label: t('keys.all') };
  return (
    <Section title={t('keys.title')} hint={t('keys.hint')}>
      <div className={styles.filters}>
        <Select
          label={t('keys.filterTenant')}
          options={[all, ...refs.map(id => ({ id, label: nameOf(id) }))]}
          value={tenant ?? ALL}
          onChange={key => change('tenant', key)}
        />
        <Select
          label={t('keys.filterState')}
          options={[
            all,
            ...STATES.map(id => ({ id, label: t(`keys.states.${id}`) })),
          ]}
          value={state ?? ALL}
          onChange={key => change('state', key)}
        />
      </div>
      <AnswerOf answer={answer} what={t('keys.title')} frame={inCard}>
        {({ items, nextCursor }) => {
          const shown = items.filter(
            key => state === undefined || keyStateOf(key, Date.now()) === state,
          );
          return inCard(
            <>
              {shown.length === 0 && !nextCursor && (
                <Notice
                  icon={state || tenant ? RiFilterOffLine : RiKey2Line}
                  title={t(state || tenant ? 'keys.noMatch' : 'keys.empty')}
                  description={t('keys.emptyHint')}
                />
              )}
              {shown.length > 0 && <KeyTable keys={shown} withTenant />}
              {nextCursor && (
                <ShowMore
                  isPending={answer.isPrevious}
                  onPress={() => setWanted(wanted + STEP)}
                >
                  {t('keys.showMore')}
                </ShowMore>
              )}
            </>,
          );
        }}
      </AnswerOf>
    </Section>
  );
}
