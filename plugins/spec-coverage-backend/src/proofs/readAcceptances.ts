import type { InvariantStateInput } from '@proofline/backstage-plugin-spec-coverage-common';
import type { Knex } from 'knex';
import { type AcceptanceRow, invariantId, toDate } from '../database';

/** The risks that people took of invariants of specs, by {@link invariantId}. */
export async function readAcceptances(
  trx: Knex.Transaction,
  specRefs: readonly string[],
): Promise<Map<string, NonNullable<InvariantStateInput['acceptance']>>> {
  const rows: AcceptanceRow[] = await trx<AcceptanceRow>(
    'invariant_acceptances',
  ).whereIn('spec_ref', specRefs);
  return new Map(
    rows.map(row => [
      invariantId(row),
      { contentHash: row.content_hash, until: toDate(row.accepted_until) },
    ]),
  );
}
