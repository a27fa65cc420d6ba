import type { Acceptance } from '@proofline/backstage-plugin-spec-coverage-common';
import { type AcceptanceRow, toDate } from '../database';

/** An acceptance as the API gives it. */
export function toAcceptance(
  row: Pick<
    AcceptanceRow,
    'accepted_by' | 'reason' | 'accepted_at' | 'accepted_until'
  >,
): Acceptance {
  return {
    acceptedBy: row.accepted_by,
    reason: row.reason,
    acceptedAt: toDate(row.accepted_at).toISOString(),
    until: toDate(row.accepted_until).toISOString(),
  };
}
