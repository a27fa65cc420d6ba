import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import {
  RiCloudOffLine,
  RiErrorWarningLine,
  RiLock2Line,
  RiLogoutBoxRLine,
  RiPlugLine,
} from '@remixicon/react';
import { llmReadPermission } from '@proofline/backstage-plugin-cost-governance-common';
import { messageOf, Notice, problemOf } from '@proofline/backstage-ui';
import { costGovernanceTranslationRef } from '../../translation';

/**
 * Says why there is no answer, and what can be done about it.
 *
 * @internal
 */
export function Problem(props: {
  error: Error;
  what: string;
  onRetry: () => void;
}) {
  const { error, onRetry, what } = props;
  const { t } = useTranslationRef(costGovernanceTranslationRef);
  const retry = (
    <Button variant="secondary" onPress={onRetry}>
      {t('answer.retry')}
    </Button>
  );
  switch (problemOf(error)) {
    case 'signed-out':
      return (
        <Notice
          icon={RiLogoutBoxRLine}
          tone="warning"
          title={t('answer.signedOut')}
          description={t('answer.signedOutHint')}
        >
          {retry}
        </Notice>
      );
    case 'denied':
      return (
        <Notice
          icon={RiLock2Line}
          tone="warning"
          title={t('answer.denied', { what })}
          description={t('answer.deniedHint', {
            permission: <code>{llmReadPermission.name}</code>,
          })}
        />
      );
    case 'not-installed':
      return (
        <Notice
          icon={RiPlugLine}
          tone="negative"
          title={t('answer.notInstalled')}
          description={t('answer.notInstalledHint')}
        >
          {retry}
        </Notice>
      );
    case 'unreachable':
      return (
        <Notice
          icon={RiCloudOffLine}
          tone="negative"
          title={t('answer.unreachable')}
          description={t('answer.unreachableHint', {
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
          title={t('answer.failed', { what })}
          description={messageOf(error)}
        >
          {retry}
        </Notice>
      );
  }
}
