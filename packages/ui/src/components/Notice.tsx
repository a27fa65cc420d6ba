import type { ReactNode } from 'react';
import { RemixiconComponentType } from '@remixicon/react';
import type { Tone } from './Badge';
import styles from './Notice.module.css';

/**
 * What is shown in place of an answer: why there is none and what to do about it.
 *
 * @public
 */
export function Notice(props: {
  icon: RemixiconComponentType;
  tone?: Tone;
  title: string;
  description?: ReactNode;
  children?: ReactNode;
}) {
  const { icon: Icon, tone = 'neutral', title, description, children } = props;
  return (
    <div className={styles.notice}>
      <span className={styles.icon} data-tone={tone}>
        <Icon size={24} aria-hidden />
      </span>
      <div className={styles.words}>
        <p className={styles.title}>{title}</p>
        {description && <p className={styles.description}>{description}</p>}
      </div>
      {children && <div className={styles.more}>{children}</div>}
    </div>
  );
}
