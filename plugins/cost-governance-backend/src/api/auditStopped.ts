import { LlmCallsStoppedError } from '../killSwitch/LlmCallsStoppedError';
import type { StopAudits, StoppedCall } from './StopAudits';

/**
 * Does what the kill switch may refuse, and has such a refusal audited.
 *
 * @throws what the action throws
 */
export async function auditStopped<T>(
  audits: StopAudits,
  call: StoppedCall,
  action: () => Promise<T>,
): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof LlmCallsStoppedError) {
      await audits.refused(call, error);
    }
    throw error;
  }
}
