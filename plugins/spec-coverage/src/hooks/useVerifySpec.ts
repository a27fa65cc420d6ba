import { useCallback, useEffect, useRef, useState } from 'react';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import {
  SpecSummary,
  specVerifyPermission,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { messageOf, problemOf, useNotify } from '@proofline/backstage-ui';
import { specCoverageApiRef } from '../api';
import { specCoverageTranslationRef } from '../translation';
import { isBusy } from './useEntityCoverage';

/**
 * Why a spec cannot be verified just now.
 *
 * @internal
 */
export type VerifyObstacle =
  | 'permission'
  | 'requested'
  | 'checking'
  | 'proving';

/**
 * Asking for a check and a proof of a spec.
 *
 * @internal
 */
export interface VerifySpec {
  verify(): void;
  obstacle?: VerifyObstacle;
  /** Why the last request was refused, in words. */
  error?: string;
}

/**
 * Lets a person ask for a check and a proof of a spec.
 *
 * @param onAccepted - called when the backend took the request
 * @internal
 */
export function useVerifySpec(
  spec: SpecSummary,
  onAccepted: () => void,
): VerifySpec {
  const api = useApi(specCoverageApiRef);
  const notify = useNotify();
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const { allowed, loading } = usePermission({
    permission: specVerifyPermission,
    resourceRef: spec.ref,
  });
  const [posting, setPosting] = useState(false);
  const [awaitedSince, setAwaitedSince] = useState<string>();
  const [error, setError] = useState<string>();
  const request = useRef<AbortController>();
  useEffect(() => () => request.current?.abort(), []);

  const { ref, title } = spec;
  const verify = useCallback(async () => {
    const { signal } = (request.current = new AbortController());
    setPosting(true);
    setError(undefined);
    try {
      const { check } = await api.verifySpec(ref, { signal });
      setAwaitedSince(check.requestedAt);
      notify({ title: t('verify.accepted', { title }), status: 'info' });
      onAccepted();
    } catch (cause) {
      if (signal.aborted) {
        return;
      }
      const reason =
        problemOf(cause as Error) === 'denied'
          ? t('verify.obstacle.permission', {
              permission: specVerifyPermission.name,
            })
          : messageOf(cause as Error);
      const message = t('verify.refused', { title, reason });
      setError(message);
      notify({ title: message, status: 'danger' });
    } finally {
      if (!signal.aborted) {
        setPosting(false);
      }
    }
  }, [api, notify, onAccepted, ref, t, title]);

  const awaited =
    posting || (awaitedSince !== undefined && !hasBegun(spec, awaitedSince));
  return {
    verify,
    error,
    obstacle: obstacleOf(spec, { awaited, denied: !loading && !allowed }),
  };
}

/** The check that was asked for is seen, or was so quick that only its result is. */
function hasBegun(spec: SpecSummary, requestedAt: string): boolean {
  return (
    isBusy(spec) ||
    (spec.checkedAt !== undefined &&
      Date.parse(spec.checkedAt) >= Date.parse(requestedAt))
  );
}

function obstacleOf(
  spec: SpecSummary,
  options: { awaited: boolean; denied: boolean },
): VerifyObstacle | undefined {
  if (options.denied) {
    return 'permission';
  }
  if (options.awaited) {
    return 'requested';
  }
  if (spec.checking) {
    return 'checking';
  }
  return spec.proofJob ? 'proving' : undefined;
}
