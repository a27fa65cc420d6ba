import { Button } from '@backstage/ui';
import styles from './ShowMore.module.css';

/** Asks for more of a list. @internal */
export function ShowMore(props: {
  isPending: boolean;
  onPress: () => void;
  children: string;
}) {
  const { children, isPending, onPress } = props;
  return (
    <div className={styles.more}>
      <Button
        variant="secondary"
        size="small"
        isPending={isPending}
        onPress={onPress}
      >
        {children}
      </Button>
    </div>
  );
}
