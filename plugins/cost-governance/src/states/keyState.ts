import type { VirtualKey } from '@proofline/backstage-plugin-cost-governance-common';

/**
 * Whether a virtual key opens the gateway, and if not, why.
 *
 * @internal
 */
export type KeyState = 'active' | 'expired' | 'revoked';

/**
 * The state of a virtual key. One that was revoked and would have expired since is revoked: that is what somebody did.
 *
 * @param now - in ms since 1970
 * @internal
 */
export function keyStateOf(key: VirtualKey, now: number): KeyState {
  if (key.revokedAt !== undefined) {
    return 'revoked';
  }
  return key.expiresAt !== undefined && Date.parse(key.expiresAt) <= now
    ? 'expired'
    : 'active';
}
