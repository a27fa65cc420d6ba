import type { ReactElement, ReactNode } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, VisuallyHidden } from '@backstage/ui';
import { RiErrorWarningLine, RiLock2Line } from '@remixicon/react';
import { Bone, messageOf, Notice, problemOf } from '@proofline/backstage-ui';
import type { LiveResult } from '../../live';
import { specCoverageTranslationRef } from '../../translation';
import { RefreshNotice } from './RefreshNotice';
import { SignedOutNotice } from './SignedOutNotice';

/**
 * Shows the answer to a question; as long as there is none, that it is on its way, or why there is none. What was shown stays while it
 * is brought up to date, except when the backend says that it is not to be seen any more.
 *
 * @internal
 */
export function AnswerOf<T>(props: {
  result: LiveResult<T>;
  /** What is asked for, as a word for those who do not see the screen. */
  what: string;
  /** Puts around it what takes the place of an answer. */
  frame?: (notice: ReactElement) => ReactElement;
  /** Shown where the backend knows no such thing; an error like any other by default. */
  notFound?: ReactElement;
  children: (data: T) => ReactNode;
}) {
  const { children, frame = notice => notice, notFound, result, what } = props;
  const { data, error, refresh } = result;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const isDenied = error !== undefined && problemOf(error) === 'denied';
  if (error && notFound && problemOf(error) === 'not-found') {
    return frame(notFound);
  }
  if (error && !data && problemOf(error) === 'signed-out') {
    return frame(
      <div role="alert">
        <SignedOutNotice onRetry={refresh} />
      </div>,
    );
  }
  if (error && (!data || isDenied)) {
    return frame(
      <div role="alert">
        <Notice
          icon={isDenied ? RiLock2Line : RiErrorWarningLine}
          tone={isDenied ? 'warning' : 'negative'}
          title={t(isDenied ? 'answer.denied' : 'answer.failed', { what })}
          description={messageOf(error)}
        >
          {!isDenied && (
            <Button variant="secondary" onPress={refresh}>
              {t('problem.retry')}
            </Button>
          )}
        </Notice>
      </div>,
    );
  }
  if (data === undefined) {
    return frame(
      <div aria-busy>
        <VisuallyHidden role="status">
          {t('answer.loading', { what })}
        </VisuallyHidden>
        <Bone width="100%" height="8rem" />
      </div>,
    );
  }
  return (
    <>
      {error && <RefreshNotice error={error} />}
      {children(data)}
    </>
  );
}
