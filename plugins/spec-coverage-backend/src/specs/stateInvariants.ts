import type { CanonicalDocument } from '@proofline/backstage-plugin-spec-coverage-node';
import type { Knex } from 'knex';
import { chunk, isMatch } from 'lodash';
import { invariantId, type InvariantRow, type VerdictRow } from '../database';

/** What a spec claims, before and after its document was read. */
export interface StatedSpec {
  specRef: string;
  document: CanonicalDocument;
  /** The claims as they are stored. */
  stored: readonly InvariantRow[];
}

/**
 * Puts the claims of documents in the place of those that are stored, without storing them yet. A claim that stays keeps the
 * verdict that decided its state, and one that comes back gets its newest one, so that `stale` can be told from `unproven`.
 *
 * @returns the claims by the reference of their spec
 */
export async function stateInvariants(
  trx: Knex.Transaction,
  stated: readonly StatedSpec[],
): Promise<Map<string, InvariantRow[]>> {
  const before = new Map(
    stated.flatMap(({ stored }) => stored.map(row => [invariantId(row), row])),
  );
  const comingBack = stated.flatMap(({ specRef, document }) =>
    document.invariants
      .map(({ key }) => ({ spec_ref: specRef, invariant_key: key }))
      .filter(claim => !before.has(invariantId(claim))),
  );
  const newest = await newestVerdicts(trx, comingBack);
  return new Map(
    stated.map(({ specRef, document }) => [
      specRef,
      document.invariants.map((invariant, position): InvariantRow => {
        const id = invariantId({
          spec_ref: specRef,
          invariant_key: invariant.key,
        });
        return {
          spec_ref: specRef,
          invariant_key: invariant.key,
          position,
          line: invariant.line,
          text: invariant.text,
          story_ref: invariant.story ?? null,
          language: invariant.language ?? null,
          body: invariant.body ?? null,
          problem: invariant.problem ?? null,
          state: before.get(id)?.state ?? 'unproven',
          verdict_id: before.get(id)?.verdict_id ?? newest.get(id) ?? null,
        };
      }),
    ]),
  );
}

/** Reads the claims of specs, each spec's in their order. */
export async function readInvariants(
  trx: Knex.Transaction,
  specRefs: readonly string[],
): Promise<Map<string, InvariantRow[]>> {
  const bySpec = new Map<string, InvariantRow[]>(
    specRefs.map(specRef => [specRef, []]),
  );
  const rows: InvariantRow[] = await trx<InvariantRow>('invariants')
    .whereIn('spec_ref', specRefs)
    .orderBy(['spec_ref', 'position'])
    .select('*');
  rows.forEach(row => bySpec.get(row.spec_ref)?.push(row));
  return bySpec;
}

/** Stores claims in the place of others: deletes those that are gone, and writes those that are not as they were. */
export async function writeInvariants(
  trx: Knex.Transaction,
  options: {
    stored: readonly InvariantRow[];
    current: readonly InvariantRow[];
  },
): Promise<void> {
  const { stored, current } = options;
  const ids = new Set(current.map(invariantId));
  const gone = stored.filter(row => !ids.has(invariantId(row)));
  for (const part of chunk(gone, 500)) {
    await trx('invariants')
      .whereIn(
        ['spec_ref', 'invariant_key'],
        part.map(row => [row.spec_ref, row.invariant_key]),
      )
      .delete();
  }
  const before = new Map(stored.map(row => [invariantId(row), row]));
  const changed = current.filter(
    row => !isMatch(before.get(invariantId(row)) ?? {}, row),
  );
  for (const part of chunk(changed, 200)) {
    await trx('invariants')
      .insert(part)
      .onConflict(['spec_ref', 'invariant_key'])
      .merge();
  }
}

async function newestVerdicts(
  trx: Knex.Transaction,
  claims: ReadonlyArray<{ spec_ref: string; invariant_key: string }>,
): Promise<Map<string, string>> {
  const newest = new Map<string, string>();
  for (const part of chunk(claims, 500)) {
    const ranked = trx<VerdictRow>('verdicts')
      .whereIn(
        ['spec_ref', 'invariant_key'],
        part.map(claim => [claim.spec_ref, claim.invariant_key]),
      )
      .select('spec_ref', 'invariant_key', 'id')
      .rowNumber('recency', builder =>
        builder
          .partitionBy(['spec_ref', 'invariant_key'])
          .orderBy('settled_at', 'desc'),
      )
      .as('ranked');
    const rows: Array<{ spec_ref: string; invariant_key: string; id: string }> =
      await trx
        .from(ranked)
        .where('recency', 1)
        .select('spec_ref', 'invariant_key', 'id');
    rows.forEach(row => newest.set(invariantId(row), row.id));
  }
  return newest;
}
