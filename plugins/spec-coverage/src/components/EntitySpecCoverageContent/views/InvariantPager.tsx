import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { specCoverageTranslationRef } from '../../../translation';
import type { InvariantAddress } from './useInvariantAddress';
import styles from './InvariantsView.module.css';

/**
 * Turns the pages; nothing where there is one page only. A page that was opened by its address knows of none before it but the first.
 *
 * @internal
 */
export function InvariantPager(props: {
  address: InvariantAddress;
  /** How many rows are shown. */
  shown: number | undefined;
  /** How many rows are on the pages before; `undefined` where that is not known. */
  offset: number | undefined;
  /** How many rows there are in all; `undefined` where that is not known. */
  total: number | undefined;
  nextCursor: string | undefined;
}) {
  const { address, nextCursor, offset, shown = 0, total } = props;
  const { before, cursor } = address;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  if (cursor === undefined && nextCursor === undefined) {
    return null;
  }
  const range = offset !== undefined &&
    shown > 0 && { from: offset + 1, to: offset + shown };
  return (
    <nav aria-label={t('invariants.pages')} className={styles.pager}>
      <span role="status" className={styles.range}>
        {range &&
          (total === undefined
            ? t('invariants.range', range)
            : t('invariants.page', { ...range, total }))}
      </span>
      <Button
        size="small"
        variant="secondary"
        isDisabled={cursor === undefined}
        onPress={address.goToFirst}
      >
        {t('invariants.firstPage')}
      </Button>
      <Button
        size="small"
        variant="secondary"
        isDisabled={!before || before.length === 0}
        onPress={address.goBack}
      >
        {t('invariants.previousPage')}
      </Button>
      <Button
        size="small"
        variant="secondary"
        isDisabled={nextCursor === undefined}
        onPress={() => nextCursor && address.goOn(nextCursor)}
      >
        {t('invariants.nextPage')}
      </Button>
    </nav>
  );
}
