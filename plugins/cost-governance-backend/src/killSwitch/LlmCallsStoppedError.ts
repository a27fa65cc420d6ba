import { NotAllowedError } from '@backstage/errors';
import type { KillSwitchEvent } from '@proofline/backstage-plugin-cost-governance-common';

/** LLM calls are stopped. It is answered as 403, and its message says by whom and why. */
export class LlmCallsStoppedError extends NotAllowedError {}

/** What is said of a stop to those whose calls it stops. */
export function stoppedBy(stop: KillSwitchEvent): LlmCallsStoppedError {
  const whose = stop.tenant ? ` of '${stop.tenant}'` : '';
  const until = stop.until ? ` until ${stop.until}` : '';
  return new LlmCallsStoppedError(
    `LLM calls${whose} are stopped by ${stop.by}${until}: ${stop.reason}`,
  );
}
