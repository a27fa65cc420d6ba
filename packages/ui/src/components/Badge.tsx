import { RemixiconComponentType } from '@remixicon/react';
import styles from './Badge.module.css';

/**
 * How much something asks for attention. Each tone has colours in both themes.
 *
 * @public
 */
export type Tone =
  | 'positive'
  | 'announcement'
  | 'warning'
  | 'negative'
  | 'neutral';

/**
 * A state as icon and word: neither colour nor icon stands alone.
 *
 * @public
 */
export function Badge(props: {
  icon: RemixiconComponentType;
  tone: Tone;
  children: string;
}) {
  const { children, icon: Icon, tone } = props;
  return (
    <span className={styles.badge} data-tone={tone}>
      <Icon size={14} aria-hidden />
      {children}
    </span>
  );
}
