import type { CanonicalDocument } from '@proofline/backstage-plugin-spec-coverage-node';
import type { Knex } from 'knex';
import { chunk } from 'lodash';
import type { InvariantRow, VerdictRow } from '../database';

/**
 * Puts the claims of a document in the place of those of its last version. A claim that stays keeps the verdict that
 * decided its state, and one that comes back gets its newest one, so that `stale` can be told from `unproven`.
 *
 * @returns the claims as they are stored now
 */
export async function replaceInvariants(
  trx: Knex.Transaction,
  specRef: string,
  document: CanonicalDocument,
): Promise<InvariantRow[]> {
  const before = new Map(
    (
      await trx<InvariantRow>('invariants')
        .where('spec_ref', specRef)
        .select('invariant_key', 'verdict_id')
    ).map(row => [row.invariant_key, row.verdict_id]),
  );
  const stated = new Set(before.keys());
  const comingBack = document.invariants
    .map(invariant => invariant.key)
    .filter(key => !before.has(key));
  for (const [key, id] of await newestVerdicts(trx, specRef, comingBack)) {
    before.set(key, id);
  }

  const keys = new Set(document.invariants.map(invariant => invariant.key));
  const gone = [...stated].filter(key => !keys.has(key));
  for (const part of chunk(gone, 500)) {
    await trx<InvariantRow>('invariants')
      .where('spec_ref', specRef)
      .whereIn('invariant_key', part)
      .delete();
  }
  const rows = document.invariants.map(
    (invariant, position): InvariantRow => ({
      spec_ref: specRef,
      invariant_key: invariant.key,
      position,
      line: invariant.line,
      text: invariant.text,
      story_ref: invariant.story ?? null,
      language: invariant.language ?? null,
      body: invariant.body ?? null,
      problem: invariant.problem ?? null,
      // Decided, like all states, when the spec is settled, in this same transaction.
      state: 'unproven' as const,
      verdict_id: before.get(invariant.key) ?? null,
    }),
  );
  for (const part of chunk(rows, 200)) {
    await trx('invariants')
      .insert(part)
      .onConflict(['spec_ref', 'invariant_key'])
      .merge();
  }
  return rows;
}

/** Notes where the claims stand now, in a document whose change was cosmetic. */
export async function updateLines(
  trx: Knex.Transaction,
  specRef: string,
  document: CanonicalDocument,
): Promise<void> {
  const noted = new Map(
    (
      await trx<InvariantRow>('invariants')
        .where('spec_ref', specRef)
        .select('invariant_key', 'line')
    ).map(row => [row.invariant_key, row.line]),
  );
  for (const { key, line, problem } of document.invariants) {
    if (noted.get(key) !== line) {
      await trx<InvariantRow>('invariants')
        .where({ spec_ref: specRef, invariant_key: key })
        .update({ line, problem: problem ?? null });
    }
  }
}

async function newestVerdicts(
  trx: Knex.Transaction,
  specRef: string,
  keys: string[],
): Promise<Map<string, string>> {
  const newest = new Map<string, string>();
  for (const part of chunk(keys, 500)) {
    const ranked = trx<VerdictRow>('verdicts')
      .where('spec_ref', specRef)
      .whereIn('invariant_key', part)
      .select('invariant_key', 'id')
      .rowNumber('recency', builder =>
        builder.partitionBy('invariant_key').orderBy('settled_at', 'desc'),
      )
      .as('ranked');
    const rows = await trx
      .from(ranked)
      .where('recency', 1)
      .select('invariant_key', 'id');
    for (const row of rows) {
      newest.set(row.invariant_key, row.id);
    }
  }
  return newest;
}
