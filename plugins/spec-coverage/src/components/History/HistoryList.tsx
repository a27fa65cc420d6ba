import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Text, VisuallyHidden } from '@backstage/ui';
import type { SpecSummary } from '@proofline/backstage-plugin-spec-coverage-common';
import { Bone, messageOf } from '@proofline/backstage-ui';
import { historyEntryId, useSpecHistory } from '../../hooks';
import { specCoverageTranslationRef } from '../../translation';
import { HistoryEntry } from './HistoryEntry';
import styles from './HistoryList.module.css';

/**
 * Versions, verdicts and drifts of a spec, newest first. Verdicts on older versions stay.
 *
 * @internal
 */
export function HistoryList(props: { spec: SpecSummary }) {
  const { spec } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const { data, error, loadMore, loadMoreError, loadingMore } =
    useSpecHistory(spec);
  const problem = loadMoreError ?? error;
  return (
    <div className={styles.history}>
      {!data && !error && (
        <div aria-busy>
          <VisuallyHidden role="status">{t('loading.history')}</VisuallyHidden>
          <Bone width="100%" height="6rem" />
        </div>
      )}
      {data?.items.length === 0 && (
        <Text variant="body-medium">{t('history.empty')}</Text>
      )}
      {data && data.items.length > 0 && (
        <ol
          className={styles.entries}
          aria-label={t('history.titleOf', { title: spec.title })}
        >
          {data.items.map(entry => (
            <HistoryEntry key={historyEntryId(entry)} entry={entry} />
          ))}
        </ol>
      )}
      {problem && (
        <Alert
          role="alert"
          status="danger"
          icon
          title={t('history.failed', { reason: messageOf(problem) })}
        />
      )}
      {loadMore && (
        <Button
          className={styles.more}
          variant="secondary"
          size="small"
          isPending={loadingMore}
          onPress={loadMore}
        >
          {t('history.loadMore')}
        </Button>
      )}
    </div>
  );
}
