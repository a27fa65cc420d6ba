import { ReactNode, useId } from 'react';
import { Text } from '@backstage/ui';
import styles from './Section.module.css';

/**
 * A part of a page with its heading, a sentence about it, and what can be done with it.
 *
 * @internal
 */
export function Section(props: {
  title: string;
  hint?: string;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const { actions, children, hint, title } = props;
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.head}>
        <div className={styles.words}>
          <Text as="h2" id={id} variant="title-x-small" weight="bold">
            {title}
          </Text>
          {hint && <p className={styles.hint}>{hint}</p>}
        </div>
        {actions}
      </div>
      {children}
    </section>
  );
}
