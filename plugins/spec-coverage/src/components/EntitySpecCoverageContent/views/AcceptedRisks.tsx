import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody, Link } from '@backstage/ui';
import { useInvariants } from '../../../hooks';
import { specCoverageTranslationRef } from '../../../translation';
import { InvariantRow } from '../../Invariant';
import { useViewHrefs } from './useViewHrefs';
import styles from './views.module.css';

/** How many are shown; the others are among the invariants. */
const LIMIT = 20;

/**
 * The risks of an entity that somebody took: who, why, until when, and how to take that back; nothing where there are none.
 *
 * @internal
 */
export function AcceptedRisks(props: { entityRef: string }) {
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const hrefs = useViewHrefs();
  const { data } = useInvariants({
    entityRef: props.entityRef,
    state: ['accepted'],
    limit: LIMIT,
  });
  if (!data || data.items.length === 0) {
    return null;
  }
  return (
    <Card>
      <CardBody>
        <section className={styles.drift}>
          <div>
            <h2 className={styles.title}>{t('acceptance.listTitle')}</h2>
            <p className={styles.hint}>{t('acceptance.listHint')}</p>
          </div>
          <ul className={styles.rows} aria-label={t('acceptance.listTitle')}>
            {data.items.map(invariant => (
              <InvariantRow
                key={`${invariant.ref} ${invariant.line}`}
                invariant={invariant}
                specTitle={invariant.specTitle}
              />
            ))}
          </ul>
          {data.nextCursor && (
            <Link href={hrefs.invariants({ states: ['accepted'] })}>
              {t('acceptance.all')}
            </Link>
          )}
        </section>
      </CardBody>
    </Card>
  );
}
