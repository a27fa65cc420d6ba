import { Skeleton } from '@backstage/ui';
import styles from './Bone.module.css';

/**
 * A part of a skeleton, strong enough to be seen on a card in both themes.
 *
 * @internal
 */
export function Bone(props: {
  width: string;
  height: string;
  rounded?: boolean;
}) {
  return <Skeleton className={styles.bone} {...props} />;
}
