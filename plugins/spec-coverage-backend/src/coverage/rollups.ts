import {
  type CoverageCounts,
  emptyCounts,
  INVARIANT_STATES,
  type InvariantState,
} from '@proofline/backstage-plugin-spec-coverage-common';
import type { Knex } from 'knex';
import { clamp } from 'lodash';
import { PORTAL, sourceScope } from './scopes';

/** The columns of `specs`, `coverage_days` and `coverage_totals` that hold counts. */
export const COUNT_COLUMNS: readonly (keyof CoverageCounts)[] = [
  'expected',
  ...INVARIANT_STATES,
];

/** `sum(expected) as expected, …` over rows of `specs`, and how many of them there are and are proven. */
export function sumColumns(knex: Knex): Knex.Raw[] {
  return [
    ...COUNT_COLUMNS.map(column =>
      knex.raw('coalesce(sum(??), 0) as ??', [`specs.${column}`, column]),
    ),
    knex.raw('count(specs.spec_ref) as specs'),
    knex.raw(
      "coalesce(sum(case when specs.state = 'proven' then 1 else 0 end), 0) as proven_specs",
    ),
  ];
}

/** Reads a row made of {@link sumColumns}; PostgreSQL gives sums as text. */
export function toCounts(row: object): CoverageCounts {
  const columns = row as Record<string, unknown>;
  return Object.fromEntries(
    COUNT_COLUMNS.map(column => [column, Number(columns[column] ?? 0)]),
  ) as CoverageCounts;
}

/** The longest proof latency that is stored, in ms. */
const MAX_LATENCY_MS = 2 ** 31 - 1;

/** How many invariants are in a state; PostgreSQL gives counts as text. */
export interface StateCountRow {
  state: InvariantState;
  count: string | number;
}

/** Adds up rows of `group by state`. */
export function toStateCounts(rows: readonly StateCountRow[]): CoverageCounts {
  const counts = emptyCounts();
  for (const { state, count } of rows) {
    counts[state] += Number(count);
    counts.expected += Number(count);
  }
  return counts;
}

/** What happened to one spec. */
export interface SpecEvent {
  source: string;
  /** The entities that it belongs to. */
  entityRefs: readonly string[];
  /** It was read for the first time. */
  isNew?: boolean;
  /** It came to be proven in full. */
  isProven?: boolean;
  /** It is no longer the version that was proven. */
  hasDrifted?: boolean;
  /** How long its proof took from the moment the version was noticed, in ms. */
  proofLatencyMs?: number;
}

/**
 * Has the roll-ups that specs are part of counted again soon, for the day of a moment, and what happened written down. Rows are
 * only added, so that transactions on different specs never wait for each other here.
 */
export async function markEvents(
  trx: Knex,
  events: readonly SpecEvent[],
  now: Date,
): Promise<void> {
  const day = now.toISOString().slice(0, 10);
  const marks = new Map<string, Record<string, unknown>>();
  for (const event of events) {
    const scopes = [PORTAL, sourceScope(event.source), ...event.entityRefs];
    const happened = {
      new_activity: event.isNew ? 1 : 0,
      proven_activity: event.isProven ? 1 : 0,
      drifted_activity: event.hasDrifted ? 1 : 0,
      proof_latency_ms: storedLatency(event.proofLatencyMs),
    };
    const isPlain =
      !event.isNew &&
      !event.isProven &&
      !event.hasDrifted &&
      event.proofLatencyMs === undefined;
    for (const scope of new Set(scopes)) {
      // Of those that only ask for counting, one is enough.
      const key = isPlain ? scope : `${scope}\n${marks.size}`;
      marks.set(key, { entity_ref: scope, day, ...happened });
    }
  }
  await insertMarks(trx, [...marks.values()]);
}

/** Clocks of two processes may differ, and a column holds no more than 24 days: neither may keep a proof from ending. */
function storedLatency(ms: number | undefined): number | null {
  return ms === undefined ? null : clamp(ms, 0, MAX_LATENCY_MS);
}

/** Has the roll-ups of some entities counted again soon, for the day of a moment. */
export async function markRollups(
  trx: Knex,
  entityRefs: readonly string[],
  now: Date,
): Promise<void> {
  const day = now.toISOString().slice(0, 10);
  await insertMarks(
    trx,
    [...new Set([...entityRefs, PORTAL])].map(entityRef => ({
      entity_ref: entityRef,
      day,
    })),
  );
}

async function insertMarks(trx: Knex, events: object[]): Promise<void> {
  const SIZE = 100;
  const markedAt = new Date();
  const marks = events.map(event => ({ ...event, marked_at: markedAt }));
  for (let from = 0; from < marks.length; from += SIZE) {
    await trx('rollup_marks').insert(marks.slice(from, from + SIZE));
  }
}
