import { useEffect, useRef } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { Card, CardBody, Text } from '@backstage/ui';
import type { InvariantQuery } from '@proofline/backstage-plugin-spec-coverage-common';
import { useEntityCoverage, useInvariants, useSteady } from '../../../hooks';
import { specCoverageTranslationRef } from '../../../translation';
import { AnswerOf } from '../../feedback';
import { InvariantPager } from './InvariantPager';
import { InvariantTable } from './InvariantTable';
import { InvariantToolbar } from './InvariantToolbar';
import { useInvariantAddress } from './useInvariantAddress';
import styles from './InvariantsView.module.css';

/** Rows on a page: what a browser shows without effort, and a person without losing the thread. */
const PAGE_SIZE = 50;

/**
 * All invariants of an entity as a table, searched, filtered, sorted and paged by the backend; what is selected is in the address.
 *
 * @internal
 */
export function InvariantsView(props: { entity: Entity }) {
  const entityRef = stringifyEntityRef(props.entity);
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const address = useInvariantAddress();
  const { before, cursor, order, search, sort, states } = address;
  const query: InvariantQuery = {
    entityRef,
    limit: PAGE_SIZE,
    sort,
    order,
    ...(states.length > 0 && { state: states }),
    ...(search && { search }),
    ...(cursor && { cursor }),
  };
  const result = useSteady(useInvariants(query));
  const { data: coverage } = useEntityCoverage(entityRef);

  const top = useRef<HTMLDivElement>(null);
  const shownCursor = useRef(cursor);
  useEffect(() => {
    // A page that is turned is read from its top; only those who opened its address may have scrolled elsewhere.
    if (shownCursor.current !== cursor) {
      shownCursor.current = cursor;
      top.current?.scrollIntoView({ block: 'nearest' });
    }
  }, [cursor]);

  const isNarrowed = search !== '' || states.length > 0;
  const page = result.data;
  return (
    <>
      <div ref={top}>
        <InvariantToolbar address={address} counts={coverage?.counts} />
      </div>
      <Card>
        <CardBody>
          <AnswerOf result={result} what={t('views.invariants')}>
            {({ items }) => (
              <div
                className={styles.answer}
                aria-busy={result.isPrevious || undefined}
              >
                {items.length === 0 ? (
                  <Text variant="body-medium">
                    {t(isNarrowed ? 'invariants.noMatch' : 'invariants.none')}
                  </Text>
                ) : (
                  <InvariantTable invariants={items} address={address} />
                )}
              </div>
            )}
          </AnswerOf>
          <InvariantPager
            address={address}
            shown={page?.items.length}
            offset={before && before.length * PAGE_SIZE}
            total={isNarrowed ? undefined : coverage?.counts.expected}
            nextCursor={result.isPrevious ? undefined : page?.nextCursor}
          />
        </CardBody>
      </Card>
    </>
  );
}
