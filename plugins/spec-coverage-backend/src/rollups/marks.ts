import type { Knex } from 'knex';
import { clamp } from 'lodash';
import { dayOf } from './dayOf';
import { PORTAL, sourceScope } from './scopes';

/** The longest proof latency that is stored, in ms. */
const MAX_LATENCY_MS = 2 ** 31 - 1;

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
  const day = dayOf(now);
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
  const day = dayOf(now);
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
