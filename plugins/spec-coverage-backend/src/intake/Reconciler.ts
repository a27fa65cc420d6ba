import type { SpecSource } from '@proofline/backstage-plugin-spec-coverage-node';
import type { Knex } from 'knex';
import type { BackgroundRuns } from '../alerts/BackgroundRuns';
import type { CheckQueue } from './CheckQueue';

const BATCH = 500;

/** Asks every source what may have changed, so that a change that nobody told us of is found all the same. */
export class Reconciler {
  readonly #options: {
    knex: Knex;
    queue: CheckQueue;
    runs: BackgroundRuns;
    sources: ReadonlyMap<string, SpecSource>;
  };

  constructor(options: {
    knex: Knex;
    queue: CheckQueue;
    runs: BackgroundRuns;
    sources: ReadonlyMap<string, SpecSource>;
  }) {
    this.#options = options;
  }

  /**
   * Reconciles all sources. One that fails does not keep the others from it.
   *
   * @throws AggregateError with what went wrong, after all sources were asked
   */
  async reconcileAll(signal: AbortSignal): Promise<void> {
    const errors: unknown[] = [];
    for (const source of this.#options.sources.values()) {
      try {
        await this.reconcile(source, signal);
      } catch (error) {
        errors.push(error);
      }
    }
    await this.#options.runs.prune();
    if (errors.length > 0) {
      throw new AggregateError(
        errors,
        `Could not reconcile ${errors.length} of ${
          this.#options.sources.size
        } sources: ${errors.map(String).join('; ')}`,
      );
    }
  }

  /**
   * Asks one source what may have changed since it was last asked with success, and has it checked, together with its specs
   * that could not be read until now.
   */
  async reconcile(source: SpecSource, signal: AbortSignal): Promise<void> {
    const { queue, runs } = this.#options;
    const task = `reconcile:${source.id}`;
    const since = await runs.lastSuccess(task);
    await runs.record(task, async () => {
      const listed = new Set<string>();
      let batch: string[] = [];
      const changed = source.listChanged(since, signal);
      for await (const specRef of changed.specRefs) {
        listed.add(specRef);
        batch.push(specRef);
        if (batch.length >= BATCH) {
          await queue.request(batch, { byPerson: false });
          batch = [];
        }
      }
      const unlisted = (
        await this.#known(source.id, { all: changed.complete })
      ).filter(ref => !listed.has(ref));
      await queue.request([...batch, ...unlisted], { byPerson: false });
      return { listed: listed.size, unlisted: unlisted.length };
    });
  }

  async #known(sourceId: string, options: { all: boolean }): Promise<string[]> {
    return this.#options
      .knex('specs')
      .where('source', sourceId)
      .modify(query => {
        if (!options.all) {
          query.andWhere(unread =>
            unread
              .whereNull('document_state')
              .orWhereIn('document_state', ['missing', 'refused']),
          );
        }
      })
      .orderBy('spec_ref')
      .pluck('spec_ref');
  }
}
