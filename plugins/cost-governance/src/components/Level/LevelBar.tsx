import type { LimitLevel } from '@proofline/backstage-plugin-cost-governance-common';
import { levelOf } from '../../states';
import { useLevelLabel } from './useLevelLabel';
import styles from './LevelBar.module.css';

/**
 * How full a bucket is, as a bar. The words beside it are the caller's.
 *
 * @internal
 */
export function LevelBar(props: { limit: LimitLevel }) {
  const { limit } = props;
  const { share, state } = levelOf(limit);
  return (
    <div
      role="img"
      aria-label={useLevelLabel(limit)}
      className={styles.bar}
      data-state={state}
    >
      <div className={styles.level} style={{ width: `${share * 100}%` }} />
    </div>
  );
}
