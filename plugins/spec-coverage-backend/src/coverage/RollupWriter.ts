import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { Knex } from 'knex';
import { canLockRows } from '../database';
import { PORTAL, specsOfEntity, sumColumns, toCounts } from './rollups';

/** How often marks of other processes, or of one that died, are looked for, in ms. */
const POLL_MS = 1_000;

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
      const marked = trx('rollup_marks').orderBy('id').limit(BATCH);
      if (canLockRows(trx)) {
        marked.forUpdate().skipLocked();
      }
      const marks: Mark[] = await marked;
      await trx('rollup_marks')
        .whereIn(
          'id',
          marks.map(mark => mark.id),
        )
        .delete();
      const rollups = new Map(
        marks.map(({ entity_ref: entityRef, day }) => [
          `${entityRef}\n${day}`,
          { entityRef, day },
        ]),
      );
      // Always in the same order, so that two processes do not wait for each other.
      for (const key of [...rollups.keys()].sort()) {
        const { entityRef, day } = rollups.get(key)!;
        await writeRollup(trx, entityRef, day);
      }
      return marks.length;
    });
  }
}

async function writeRollup(
  trx: Knex.Transaction,
  entityRef: string,
  day: string,
): Promise<void> {
  // The row is locked before the sum is read: of two writers the second then sees what the first has written.
  await trx('coverage_days')
    .insert({ entity_ref: entityRef, day })
    .onConflict(['entity_ref', 'day'])
    .ignore();
  if (canLockRows(trx)) {
    await trx('coverage_days')
      .where({ entity_ref: entityRef, day })
      .forUpdate()
      .first('day');
  }
  const specs = trx('specs').select(sumColumns(trx));
  if (entityRef !== PORTAL) {
    specs.whereIn('specs.spec_ref', specsOfEntity(trx, entityRef));
  }
  const [row] = await specs;
  await trx('coverage_days')
    .where({ entity_ref: entityRef, day })
    .update(toCounts(row));
}
