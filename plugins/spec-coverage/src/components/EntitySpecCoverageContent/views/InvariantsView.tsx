import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  Button,
  Card,
  CardBody,
  SearchField,
  Select,
  Text,
  ToggleButton,
} from '@backstage/ui';
import {
  INVARIANT_STATES,
  type InvariantQuery,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { useInvariants } from '../../../hooks';
import { specCoverageTranslationRef } from '../../../translation';
import { AnswerOf } from '../../feedback';
import { InvariantRow } from '../../Invariant';
import { INVARIANT_LOOKS } from '../../states';
import { useInvariantAddress } from './useInvariantAddress';
import styles from './views.module.css';

const SORTS = ['spec', 'state', 'key', 'story', 'settledAt'] as const;

/**
 * All invariants of an entity, searched, filtered, sorted and paged by the backend; what is selected is in the address.
 *
 * @internal
 */
export function InvariantsView(props: { entity: Entity }) {
  const entityRef = stringifyEntityRef(props.entity);
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const address = useInvariantAddress();
  const { cursor, search, sort, states } = address;
  const query: InvariantQuery = {
    entityRef,
    limit: 50,
    ...(states.length > 0 && { state: states }),
    ...(search && { search }),
    ...(sort !== 'spec' && { sort }),
    ...(sort === 'settledAt' && { order: 'desc' }),
    ...(cursor && { cursor }),
  };
  const result = useInvariants(query);
  return (
    <>
      <div className={styles.bar}>
        <SearchField
          className={styles.search}
          size="small"
          aria-label={t('invariants.search')}
          placeholder={t('invariants.searchPlaceholder')}
          value={address.typed}
          onChange={address.setSearch}
        />
        <div
          role="group"
          aria-label={t('invariants.filter')}
          className={styles.states}
        >
          {INVARIANT_STATES.map(state => {
            const { icon: Icon } = INVARIANT_LOOKS[state];
            return (
              <ToggleButton
                key={state}
                size="small"
                iconStart={<Icon aria-hidden />}
                isSelected={states.includes(state)}
                onChange={() => address.toggleState(state)}
              >
                {t(`invariantState.${state}`)}
              </ToggleButton>
            );
          })}
        </div>
        <Select
          size="small"
          aria-label={t('invariants.sort')}
          options={SORTS.map(value => ({
            value,
            label: t(`invariants.sortBy.${value}`),
          }))}
          value={sort}
          onChange={value => address.setSort(value as (typeof SORTS)[number])}
        />
      </div>
      <Card>
        <CardBody>
          <AnswerOf result={result} what={t('views.invariants')}>
            {({ items, nextCursor }) => (
              <>
                {items.length === 0 && (
                  <Text variant="body-medium">
                    {t(
                      search || states.length > 0
                        ? 'invariants.noMatch'
                        : 'invariants.none',
                    )}
                  </Text>
                )}
                <ul className={styles.rows} aria-label={t('views.invariants')}>
                  {items.map(invariant => (
                    <InvariantRow
                      key={invariant.ref}
                      invariant={invariant}
                      specTitle={invariant.specTitle}
                    />
                  ))}
                </ul>
                <div className={styles.pager}>
                  {cursor && (
                    <Button
                      size="small"
                      variant="secondary"
                      onPress={() => address.setCursor(undefined)}
                    >
                      {t('invariants.firstPage')}
                    </Button>
                  )}
                  {nextCursor && (
                    <Button
                      size="small"
                      variant="secondary"
                      onPress={() => address.setCursor(nextCursor)}
                    >
                      {t('invariants.nextPage')}
                    </Button>
                  )}
                </div>
              </>
            )}
          </AnswerOf>
        </CardBody>
      </Card>
    </>
  );
}
