import type { CoverageCounts } from '@proofline/backstage-plugin-spec-coverage-common';
import { INVARIANT_LOOKS } from '../states';
import { useStateCounts } from './useStateCounts';
import styles from './StateCounts.module.css';

/**
 * How many invariants are in each state that occurs.
 *
 * @internal
 */
export function StateCounts(props: { counts: CoverageCounts }) {
  const parts = useStateCounts(props.counts);
  return (
    <ul className={styles.counts}>
      {parts.map(({ state, number, word }) => {
        const { icon: Icon, tone } = INVARIANT_LOOKS[state];
        return (
          <li key={state} className={styles.count}>
            <Icon
              size={16}
              aria-hidden
              className={styles.icon}
              data-tone={tone}
            />
            <span className={styles.number}>{number}</span>
            <span>{word}</span>
          </li>
        );
      })}
    </ul>
  );
}
