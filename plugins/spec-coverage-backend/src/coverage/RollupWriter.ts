import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { CoverageCounts } from '@proofline/backstage-plugin-spec-coverage-common';
import type { Knex } from 'knex';
import { chunk, groupBy, uniq } from 'lodash';
import { canLockRows } from '../database';
import { PORTAL, sumColumns, toCounts } from './rollups';

/** How often marks of other processes, or of one that died, are looked for, in ms. */
const POLL_MS = 1_000;

/** Names the lock of PostgreSQL that the writer holds; any number that nobody else uses in this database. */
const WRITER_LOCK = 7_226_001;

/** How many marks are taken at once. */
const BATCH = 2_000;

interface Mark {
  id: string | number;
  entity_ref: string;
  day: string;
}

/**
 * Brings the roll-ups of marked entities up to date. Counting once for many changes is what keeps the cost of a change the
 * same, however many specs there are.
 */
export class RollupWriter {
  readonly #knex: Knex;
  readonly #logger: LoggerService;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;

  constructor(knex: Knex, logger: LoggerService) {
    this.#knex = knex;
    this.#logger = logger;
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#running ??= this.writeAll()
        .catch(error =>
          // The marks are still there, and the next poll tries again.
          this.#logger.error(
            `Could not bring roll-ups up to date: ${stringifyError(error)}`,
          ),
        )
        .finally(() => {
          this.#running = undefined;
        });
    }, POLL_MS);
  }

  /** Resolves when nothing runs any more. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }

  /** Brings everything up to date that is marked now. */
  async writeAll(): Promise<void> {
    while ((await this.#writeBatch()) === BATCH) {
      // There may be more.
    }
  }

  async #writeBatch(): Promise<number> {
    return this.#knex.transaction(async trx => {
      if (canLockRows(trx)) {
        // One writer at a time: the sums of another could be older than what stands there.
        await trx.raw('select pg_advisory_xact_lock(?)', [WRITER_LOCK]);
      }
      const marks: Mark[] = await trx('rollup_marks')
        .orderBy('id')
        .limit(BATCH);
      await trx('rollup_marks')
        .whereIn(
          'id',
          marks.map(mark => mark.id),
        )
        .delete();
      const byDay = groupBy(marks, mark => mark.day);
      for (const [day, ofDay] of Object.entries(byDay)) {
        await writeRollups(trx, uniq(ofDay.map(mark => mark.entity_ref)), day);
      }
      return marks.length;
    });
  }
}

async function writeRollups(
  trx: Knex.Transaction,
  entityRefs: readonly string[],
  day: string,
): Promise<void> {
  const totals = new Map<string, CoverageCounts>();
  if (entityRefs.includes(PORTAL)) {
    const [row] = await trx('specs').select(sumColumns(trx));
    totals.set(PORTAL, toCounts(row));
  }
  for (const refs of chunk(
    entityRefs.filter(ref => ref !== PORTAL),
    500,
  )) {
    // A spec that an entity has by several ways counts once.
    const belonging = trx('spec_entities')
      .distinct('entity_ref', 'spec_ref')
      .whereIn('entity_ref', refs)
      .as('belonging');
    const rows: Array<{ entity_ref: string }> = await trx
      .from(belonging)
      .join('specs', 'specs.spec_ref', 'belonging.spec_ref')
      .groupBy('entity_ref')
      .select('entity_ref', ...sumColumns(trx));
    // Entities that lost all their specs have no row.
    refs.forEach(ref => totals.set(ref, toCounts({})));
    rows.forEach(row => totals.set(row.entity_ref, toCounts({ ...row })));
  }
  for (const part of chunk([...totals], 50)) {
    await trx('coverage_days')
      .insert(
        part.map(([entityRef, counts]) => ({
          entity_ref: entityRef,
          day,
          ...counts,
        })),
      )
      .onConflict(['entity_ref', 'day'])
      .merge();
  }
}
