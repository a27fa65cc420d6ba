import { usePermission } from '@backstage/plugin-permission-react';
import {
  llmControlPermission,
  llmKeysPermission,
} from '@proofline/backstage-plugin-cost-governance-common';

/**
 * What a person may do with virtual keys, as far as it does not depend on whose they are: that the backend decides, and says so.
 *
 * @internal
 */
export function useMayChangeKeys(): { create: boolean; revoke: boolean } {
  const keys = usePermission({ permission: llmKeysPermission });
  const control = usePermission({ permission: llmControlPermission });
  return {
    create: keys.allowed,
    revoke: keys.allowed || control.allowed,
  };
}
