import {
  type CoverageCounts,
  decidingVerdict,
  invariantState,
  type InvariantStateInput,
  isDrifting,
  specState,
} from '@proofline/backstage-plugin-spec-coverage-common';
import type { Knex } from 'knex';
import {
  COUNT_COLUMNS,
  type StateCountRow,
  toStateCounts,
} from '../rollups/counts';
import { markEvents, type SpecEvent } from '../rollups/marks';
import {
  invariantId,
  type InvariantRow,
  type SpecEntityRow,
  type SpecRow,
} from '../database';
import { writeInvariants } from '../specs/stateInvariants';
import { type DriftInput, syncDrifts } from '../specs/syncDrifts';
import { readAcceptances } from './readAcceptances';
import { relevantVerdicts, type SettledVerdict } from './relevantVerdicts';

/** A spec of which is to be decided what is proven now. */
export interface SpecToSettle {
  /** As it is stored. */
  before: SpecRow;
  /** As it is to be stored, but for the counts, the state and the last proven version. */
  spec: SpecRow;
  /** Its invariants as they are stored. */
  stored: readonly InvariantRow[];
  /** Its invariants as they are to be stored, but for their states. */
  invariants: readonly InvariantRow[];
  /** The entities that it belongs to. */
  entityRefs: readonly string[];
  /** It was read for the first time. */
  isNew?: boolean;
}

/** Columns of `specs` that a check or a verdict may change. */
const CHANGED_COLUMNS: readonly (keyof SpecRow)[] = [
  'title',
  'url',
  'document_state',
  'document_error',
  'document_hash',
  'content_hash',
  'checked_at',
  'proven_hash',
  'proven_at',
  'state',
  ...COUNT_COLUMNS,
];

/**
 * Decides anew what is proven of specs: the state of each invariant from its verdicts, the counts of the specs, their last proven
 * hashes, their drifts, and the roll-ups of the entities they belong to; and stores all of it. The caller holds the lock on the specs.
 */
export async function settleSpecs(
  trx: Knex.Transaction,
  specs: readonly SpecToSettle[],
  now: Date,
): Promise<void> {
  const verdicts = await relevantVerdicts(trx, specs);
  const acceptances = await readAcceptances(
    trx,
    specs.map(({ spec }) => spec.spec_ref),
  );
  const current: InvariantRow[] = [];
  const settled: SettledSpec[] = [];
  const events: SpecEvent[] = [];
  for (const { before, spec, invariants, entityRefs, isNew } of specs) {
    const decided = invariants.map(invariant =>
      decide(spec, invariant, {
        verdicts: verdicts.get(invariant) ?? [],
        acceptance: acceptances.get(invariantId(invariant)),
        now,
      }),
    );
    current.push(...decided);
    const result = settle(spec, {
      counts: toStateCounts(decided.map(({ state }) => ({ state, count: 1 }))),
      proved: false,
      now,
    });
    settled.push(result);
    events.push({ ...toEvent(before, result, entityRefs), isNew });
  }
  await writeInvariants(trx, {
    stored: specs.flatMap(({ stored }) => stored),
    current,
  });
  await writeSettled(trx, settled, now);
  await markEvents(trx, events, now);
}

/**
 * Decides what one new verdict means for its spec, without reading the spec's other invariants. The caller holds the lock on the
 * spec.
 *
 * @param key - the invariant that got a verdict
 * @returns the entities that the spec belongs to
 */
export async function settleVerdict(
  trx: Knex.Transaction,
  spec: SpecRow,
  key: string,
  now: Date,
): Promise<string[]> {
  const stored: InvariantRow[] = await trx<InvariantRow>('invariants')
    .where({ spec_ref: spec.spec_ref, invariant_key: key })
    .select('*');
  const verdicts = await relevantVerdicts(
    trx,
    [{ spec, invariants: stored }],
    [key],
  );
  const acceptances = await readAcceptances(trx, [spec.spec_ref]);
  await writeInvariants(trx, {
    stored,
    current: stored.map(invariant =>
      decide(spec, invariant, {
        verdicts: verdicts.get(invariant) ?? [],
        acceptance: acceptances.get(invariantId(invariant)),
        now,
      }),
    ),
  });
  const counts: StateCountRow[] = await trx('invariants')
    .where('spec_ref', spec.spec_ref)
    .groupBy('state')
    .select('state', trx.raw('count(*) as count'));
  const settled = settle(spec, {
    counts: toStateCounts(counts),
    proved: true,
    now,
  });
  await writeSettled(trx, [settled], now);
  const entityRefs: string[] = await trx<SpecEntityRow>('spec_entities')
    .where('spec_ref', spec.spec_ref)
    .distinct()
    .pluck('entity_ref');
  await markEvents(trx, [toEvent(spec, settled, entityRefs)], now);
  return entityRefs;
}

/** A spec as it is to be stored, and what decides about its drift. */
interface SettledSpec {
  row: SpecRow;
  drift: DriftInput;
}

function toEvent(
  before: SpecRow,
  { row, drift }: SettledSpec,
  entityRefs: readonly string[],
): SpecEvent {
  return {
    source: row.source,
    entityRefs,
    isProven: drift.provenNow,
    hasDrifted: before.state === 'proven' && isDrifting(drift),
  };
}

function decide(
  spec: SpecRow,
  invariant: InvariantRow,
  options: {
    verdicts: readonly SettledVerdict[];
    acceptance: InvariantStateInput['acceptance'];
    now: Date;
  },
): InvariantRow {
  const { verdicts, acceptance, now } = options;
  const contentHash = spec.content_hash ?? undefined;
  return {
    ...invariant,
    state: invariantState({
      contentHash,
      problem: invariant.problem ?? undefined,
      verdicts,
      acceptance,
      now,
    }),
    verdict_id: decidingVerdict(verdicts, contentHash)?.id ?? null,
  };
}

function settle(
  spec: SpecRow,
  options: { counts: CoverageCounts; proved: boolean; now: Date },
): SettledSpec {
  const { counts, proved, now } = options;
  const settled =
    spec.document_state === 'present' &&
    spec.content_hash !== null &&
    counts.expected > 0 &&
    counts.proven + counts.accepted === counts.expected;
  const proof = nextProof(spec, { settled, proved, now });
  const input = {
    documentState: spec.document_state ?? undefined,
    contentHash: spec.content_hash ?? undefined,
    provenHash: proof.proven_hash ?? undefined,
    expected: counts.expected,
  };
  return {
    row: { ...spec, ...counts, ...proof, state: specState(input) },
    drift: {
      ...input,
      specRef: spec.spec_ref,
      provenNow: settled && proof.proven_hash !== spec.proven_hash,
    },
  };
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

async function writeSettled(
  trx: Knex.Transaction,
  settled: readonly SettledSpec[],
  now: Date,
): Promise<void> {
  // All of them are there, and locked: what looks like an insert is an update of many rows in one statement.
  await trx('specs')
    .insert(settled.map(({ row }) => row))
    .onConflict('spec_ref')
    .merge([...CHANGED_COLUMNS]);
  await syncDrifts(
    trx,
    settled.map(({ drift }) => drift),
    now,
  );
}
