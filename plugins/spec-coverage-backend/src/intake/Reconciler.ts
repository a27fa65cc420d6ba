import {
  isSpecPattern,
  parseSpecRef,
} from '@proofline/backstage-plugin-spec-coverage-common';
import type { SpecSource } from '@proofline/backstage-plugin-spec-coverage-node';
import type { Knex } from 'knex';
import type { BackgroundRuns } from '../alerts/BackgroundRuns';
import type { PatternSync } from '../catalog/PatternSync';
import type { CheckQueue } from './CheckQueue';

const BATCH = 500;

/** How much earlier than the last list the next one begins, in ms: the clocks of two machines may differ. */
const OVERLAP_MS = 10 * 60_000;

/** Asks a source what may have changed, so that a change that nobody told us of is found all the same. */
export class Reconciler {
  readonly #options: {
    knex: Knex;
    patterns: PatternSync;
    queue: CheckQueue;
    runs: BackgroundRuns;
  };

  constructor(options: {
    knex: Knex;
    patterns: PatternSync;
    queue: CheckQueue;
    runs: BackgroundRuns;
  }) {
    this.#options = options;
  }

  /**
   * Asks one source what may have changed since it was last asked with success, and has it checked, together with its specs
   * that could not be read until now. Folders that entities name are listed first.
   *
   * @throws what the source throws when its list cannot be made in full; what was listed until then is checked all the same
   */
  async reconcile(source: SpecSource, signal: AbortSignal): Promise<void> {
    const { patterns, queue, runs } = this.#options;
    const task = `reconcile:${source.id}`;
    const last = await runs.lastSuccess(task);
    await runs.record(task, async () => {
      const matched = await patterns.list(source, signal);
      const known = await this.#known(source.id, { all: true });
      const knownRefs = new Set(known);
      const changed = source.listChanged({
        since: last && new Date(last.getTime() - OVERLAP_MS),
        known: known.map(ref => parseSpecRef(ref).document),
        signal,
      });
      const listed = new Set<string>();
      let batch: string[] = [];
      for await (const specRef of changed.specRefs) {
        if (source.documents === 'named' && !knownRefs.has(specRef)) {
          continue;
        }
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
      await changed.stored?.();
      return { listed: listed.size, unlisted: unlisted.length, matched };
    });
  }

  async #known(sourceId: string, options: { all: boolean }): Promise<string[]> {
    const refs: string[] = await this.#options
      .knex('specs')
      .where('source', sourceId)
      .modify(query => {
        if (!options.all) {
          query.andWhere(unread =>
            unread
              .whereNull('document_state')
              .orWhereNot('document_state', 'present'),
          );
        }
      })
      .orderBy('spec_ref')
      .pluck('spec_ref');
    return refs.filter(ref => !isSpecPattern(ref));
  }
}
