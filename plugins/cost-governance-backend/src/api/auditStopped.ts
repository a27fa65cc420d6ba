import type { AuditorService } from '@backstage/backend-plugin-api';
import type express from 'express';
import { LlmCallsStoppedError } from '../killSwitch/LlmCallsStoppedError';

/** A call that is let through or not. */
interface AuditedCall {
  tenant: string;
  tokens: number;
  model?: string;
}

/**
 * Does what the kill switch may refuse, and has such a refusal audited.
 *
 * @throws what the action throws
 */
export async function auditStopped<T>(
  auditor: AuditorService,
  request: express.Request,
  { model, tenant, tokens }: AuditedCall,
  action: () => Promise<T>,
): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof LlmCallsStoppedError) {
      const audit = await auditor.createEvent({
        eventId: 'llm-reserve',
        severityLevel: 'medium',
        request,
        meta: { tenant, tokens, model },
      });
      await audit.fail({ error });
    }
    throw error;
  }
}
