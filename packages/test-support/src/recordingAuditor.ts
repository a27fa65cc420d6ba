import type { AuditorService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';

/** What was told to the auditor about something that somebody did. */
export interface AuditedEvent {
  eventId: string;
  meta?: object;
  status: 'begun' | 'succeeded' | 'failed';
  error?: string;
}

/** An auditor that writes down what it is told. */
export function recordingAuditor(audited: AuditedEvent[]): AuditorService {
  return mockServices.auditor.mock({
    createEvent: async ({ eventId, meta }) => {
      const event: AuditedEvent = { eventId, meta, status: 'begun' };
      audited.push(event);
      return {
        success: async options => {
          event.status = 'succeeded';
          event.meta = { ...event.meta, ...options?.meta };
        },
        fail: async ({ error, meta: more }) => {
          event.status = 'failed';
          event.error = error.message;
          event.meta = { ...event.meta, ...more };
        },
      };
    },
  });
}
