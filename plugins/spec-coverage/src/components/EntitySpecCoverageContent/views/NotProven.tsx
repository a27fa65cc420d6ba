import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from '@backstage/ui';
import {
  INVARIANT_STATES,
  type SpecSummary,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { useInvariants } from '../../../hooks';
import { specCoverageTranslationRef } from '../../../translation';
import { AnswerOf } from '../../feedback';
import { InvariantRow } from '../../Invariant';
import { useViewHrefs } from './useViewHrefs';
import styles from './views.module.css';

/** How many are shown, those that need somebody most first; the others are among the invariants. */
const LIMIT = 10;

const STATES = INVARIANT_STATES.filter(state => state !== 'proven');

/**
 * The invariants of a spec that are not proven, with the reason of each and how to take its risk.
 *
 * @internal
 */
export function NotProven(props: { spec: SpecSummary }) {
  const { ref, title } = props.spec;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const hrefs = useViewHrefs();
  const label = t('drift.notProvenOf', { title });
  const result = useInvariants({
    specRef: ref,
    state: STATES,
    sort: 'state',
    limit: LIMIT,
  });
  return (
    <AnswerOf result={result} what={label}>
      {({ items, nextCursor }) =>
        items.length === 0 ? null : (
          <div>
            <h3 className={styles.subtitle}>{label}</h3>
            <ul className={styles.rows} aria-label={label}>
              {items.map(invariant => (
                <InvariantRow
                  key={`${invariant.key} ${invariant.line}`}
                  invariant={invariant}
                />
              ))}
            </ul>
            {nextCursor && (
              <Link href={hrefs.invariants({ states: STATES, search: ref })}>
                {t('drift.allNotProven')}
              </Link>
            )}
          </div>
        )
      }
    </AnswerOf>
  );
}
