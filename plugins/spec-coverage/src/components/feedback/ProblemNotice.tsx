import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import {
  RiCloudOffLine,
  RiErrorWarningLine,
  RiLock2Line,
  RiPlugLine,
  RiSearchEyeLine,
} from '@remixicon/react';
import { specReadPermission } from '@proofline/backstage-plugin-spec-coverage-common';
import { messageOf, Notice, problemOf } from '@proofline/backstage-ui';
import { specCoverageTranslationRef } from '../../translation';
import { SignedOutNotice } from './SignedOutNotice';

/**
 * Says why there is no coverage to show, and what can be done about it.
 *
 * @internal
 */
export function ProblemNotice(props: {
  error: Error;
  /** The kind of the entity, in lower case. */
  kind: string;
  onRetry: () => void;
}) {
  const { error, kind, onRetry } = props;
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const retry = (
    <Button variant="secondary" onPress={onRetry}>
      {t('problem.retry')}
    </Button>
  );
  switch (problemOf(error)) {
    case 'signed-out':
      return <SignedOutNotice onRetry={onRetry} />;
    case 'denied':
      return (
        <Notice
          icon={RiLock2Line}
          tone="warning"
          title={t('problem.deniedTitle')}
          description={t('problem.deniedHint', {
            permission: <code>{specReadPermission.name}</code>,
          })}
        />
      );
    case 'not-found':
      return (
        <Notice
          icon={RiSearchEyeLine}
          title={t('problem.notFoundTitle', { kind })}
          description={t('problem.notFoundHint')}
        >
          {retry}
        </Notice>
      );
    case 'not-installed':
      return (
        <Notice
          icon={RiPlugLine}
          tone="negative"
          title={t('problem.notInstalledTitle')}
          description={t('problem.notInstalledHint')}
        >
          {retry}
        </Notice>
      );
    case 'unreachable':
      return (
        <Notice
          icon={RiCloudOffLine}
          tone="negative"
          title={t('problem.unreachableTitle')}
          description={t('problem.unreachableHint', {
            reason: messageOf(error),
          })}
        >
          {retry}
        </Notice>
      );
    default:
      return (
        <Notice
          icon={RiErrorWarningLine}
          tone="negative"
          title={t('problem.otherTitle')}
          description={messageOf(error)}
        >
          {retry}
        </Notice>
      );
  }
}
