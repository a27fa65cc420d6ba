import {
  type CoverageCounts,
  decidingVerdict,
  type InvariantState,
  invariantState,
  specState,
} from '@proofline/backstage-plugin-spec-coverage-common';
import type { Knex } from 'knex';
import { chunk, groupBy, uniq } from 'lodash';
import {
  markRollups,
  type StateCountRow,
  toStateCounts,
} from '../coverage/rollups';
import {
  type InvariantRow,
  type SpecEntityRow,
  type SpecRow,
  toDate,
  type VerdictRow,
} from '../database';
import { syncDrift } from '../specs/syncDrift';

/**
 * Decides what is proven now: the state of each invariant from its verdicts, the counts of the spec, its last proven
 * hash, its drift, and the roll-ups of the entities it belongs to. The caller holds the lock on the spec.
 *
 * @param options - `keys`: only these invariants got verdicts; without it, all are decided anew. `invariants` and
 * `entityRefs`: all of the spec's, where the caller has them. `changed`: further columns of the spec to write
 * @returns the entities that the spec belongs to
 */
export async function settleSpec(
  trx: Knex.Transaction,
  spec: SpecRow,
  options: {
    now: Date;
    keys?: readonly string[];
    invariants?: readonly InvariantRow[];
    entityRefs?: readonly string[];
    changed?: Partial<SpecRow>;
  },
): Promise<string[]> {
  const { now, keys, invariants } = options;
  const states = await settleInvariants(trx, spec, { now, keys, invariants });
  const counts =
    keys === undefined
      ? countStates(states)
      : await countInvariants(trx, spec.spec_ref);

  const settled =
    spec.document_state === 'present' &&
    spec.content_hash !== null &&
    counts.expected > 0 &&
    counts.proven + counts.accepted === counts.expected;
  const proof = nextProof(spec, { settled, proved: keys !== undefined, now });
  const input = {
    documentState: spec.document_state ?? undefined,
    contentHash: spec.content_hash ?? undefined,
    provenHash: proof.proven_hash ?? undefined,
    expected: counts.expected,
  };
  await trx<SpecRow>('specs')
    .where('spec_ref', spec.spec_ref)
    .update({
      ...options.changed,
      ...counts,
      ...proof,
      state: specState(input),
    });
  await syncDrift(trx, spec.spec_ref, {
    ...input,
    provenNow: settled && proof.proven_hash !== spec.proven_hash,
    now,
  });

  const entityRefs = uniq(
    options.entityRefs ??
      (await trx<SpecEntityRow>('spec_entities')
        .where('spec_ref', spec.spec_ref)
        .pluck('entity_ref')),
  );
  await markRollups(trx, entityRefs, now);
  return entityRefs;
}

/**
 * The last proven hash moves only to a version of which everything is settled well. When that very version turns out
 * not to be proven after all (a newer run or another prover says so), there is none any more.
 */
function nextProof(
  spec: SpecRow,
  options: { settled: boolean; proved: boolean; now: Date },
): Pick<SpecRow, 'proven_hash' | 'proven_at'> {
  const { settled, proved, now } = options;
  if (settled) {
    const moved = spec.proven_hash !== spec.content_hash;
    return {
      proven_hash: spec.content_hash,
      // Reading a document again proves nothing anew.
      proven_at: moved || proved ? now : spec.proven_at,
    };
  }
  if (spec.content_hash !== null && spec.content_hash === spec.proven_hash) {
    return { proven_hash: null, proven_at: null };
  }
  return { proven_hash: spec.proven_hash, proven_at: spec.proven_at };
}

async function settleInvariants(
  trx: Knex.Transaction,
  spec: SpecRow,
  options: {
    now: Date;
    keys?: readonly string[];
    invariants?: readonly InvariantRow[];
  },
): Promise<InvariantState[]> {
  const invariants: readonly InvariantRow[] =
    options.invariants ??
    (await trx<InvariantRow>('invariants')
      .where('spec_ref', spec.spec_ref)
      .modify(query => {
        if (options.keys) {
          query.whereIn('invariant_key', options.keys);
        }
      }));
  const states: InvariantState[] = [];
  const verdicts = await relevantVerdicts(trx, spec, invariants, options.keys);
  for (const invariant of invariants) {
    const ofInvariant = verdicts[invariant.invariant_key] ?? [];
    const contentHash = spec.content_hash ?? undefined;
    const state = invariantState({
      contentHash,
      problem: invariant.problem ?? undefined,
      verdicts: ofInvariant,
      now: options.now,
    });
    states.push(state);
    const verdictId = decidingVerdict(ofInvariant, contentHash)?.id ?? null;
    if (state !== invariant.state || verdictId !== invariant.verdict_id) {
      await trx<InvariantRow>('invariants')
        .where({
          spec_ref: spec.spec_ref,
          invariant_key: invariant.invariant_key,
        })
        .update({ state, verdict_id: verdictId });
    }
  }
  return states;
}

type SettledRow = Pick<
  VerdictRow,
  'id' | 'invariant_key' | 'content_hash' | 'prover' | 'outcome' | 'settled_at'
>;

/** The verdicts at the current hash, and for each invariant the one that decided its state until now. */
async function relevantVerdicts(
  trx: Knex.Transaction,
  spec: SpecRow,
  invariants: readonly InvariantRow[],
  keys: readonly string[] | undefined,
) {
  const columns: Array<keyof SettledRow> = [
    'id',
    'invariant_key',
    'content_hash',
    'prover',
    'outcome',
    'settled_at',
  ];
  const rows = new Map<string, SettledRow>();
  if (spec.content_hash !== null) {
    const current: SettledRow[] = await trx<VerdictRow>('verdicts')
      .where({ spec_ref: spec.spec_ref, content_hash: spec.content_hash })
      .modify(query => {
        if (keys) {
          query.whereIn('invariant_key', keys);
        }
      })
      .select(columns);
    current.forEach(row => rows.set(row.id, row));
  }
  const previous = invariants
    .map(invariant => invariant.verdict_id)
    .filter((id): id is string => id !== null && !rows.has(id));
  for (const ids of chunk(previous, 500)) {
    const found: SettledRow[] = await trx<VerdictRow>('verdicts')
      .whereIn('id', ids)
      .select(columns);
    found.forEach(row => rows.set(row.id, row));
  }
  return groupBy(
    [...rows.values()].map(row => ({
      id: row.id,
      key: row.invariant_key,
      contentHash: row.content_hash,
      prover: row.prover,
      outcome: row.outcome,
      settledAt: toDate(row.settled_at),
    })),
    verdict => verdict.key,
  );
}

function countStates(states: readonly InvariantState[]): CoverageCounts {
  return toStateCounts(states.map(state => ({ state, count: 1 })));
}

async function countInvariants(
  trx: Knex.Transaction,
  specRef: string,
): Promise<CoverageCounts> {
  const rows: StateCountRow[] = await trx('invariants')
    .where('spec_ref', specRef)
    .groupBy('state')
    .select('state', trx.raw('count(*) as count'));
  return toStateCounts(rows);
}
