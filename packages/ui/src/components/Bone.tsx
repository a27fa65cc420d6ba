import { Skeleton } from '@backstage/ui';
import styles from './Bone.module.css';

/**
 * A part of a skeleton, strong enough to be seen on a card in both themes.
 *
 * @public
 */
export function Bone(props: {
  width: string;
  height: string;
  rounded?: boolean;
}) {
  return <Skeleton className={styles.bone} {...props} />;
}
