import type { ReactElement, ReactNode } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { VisuallyHidden } from '@backstage/ui';
import { RiRefreshLine } from '@remixicon/react';
import { Bone, messageOf, problemOf } from '@proofline/backstage-ui';
import type { Answer } from '../../hooks';
import { costGovernanceTranslationRef } from '../../translation';
import { Problem } from './Problem';
import styles from './AnswerOf.module.css';

/**
 * Shows an answer of the backend; as long as there is none, that it is on its way, or why there is none. What was shown stays while it is
 * brought up to date, except when the backend says that it is not to be seen any more.
 *
 * @internal
 */
export function AnswerOf<T>(props: {
  answer: Answer<T>;
  /** What is asked for, in words. */
  what: string;
  /** Puts around it what takes the place of an answer. */
  frame?: (notice: ReactElement) => ReactElement;
  /** The shape of the answer while it is on its way. */
  loading?: ReactElement;
  children: (data: T) => ReactNode;
}) {
  const { answer, children, frame = notice => notice, what } = props;
  const { loading = <Bone width="100%" height="8rem" /> } = props;
  const { data, error, isPrevious, refresh } = answer;
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  if (error && (data === undefined || problemOf(error) === 'denied')) {
    return frame(
      <div role="alert">
        <Problem error={error} what={what} onRetry={refresh} />
      </div>,
    );
  }
  if (data === undefined) {
    return frame(
      <div aria-busy>
        <VisuallyHidden role="status">
          {t('answer.loading', { what })}
        </VisuallyHidden>
        {loading}
      </div>,
    );
  }
  return (
    <div className={styles.answer} aria-busy={isPrevious || undefined}>
      {error && (
        <p role="status" className={styles.stale} title={messageOf(error)}>
          <RiRefreshLine size={14} aria-hidden />
          {t('answer.stale')}
        </p>
      )}
      {children(data)}
    </div>
  );
}
