import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { SpecSource } from '@proofline/backstage-plugin-spec-coverage-node';
import { setTimeout as wait } from 'node:timers/promises';
import type { BackgroundRuns } from '../alerts/BackgroundRuns';
import { backOffMs } from '../engine/backOff';
import type { HintIntake } from './HintIntake';
import type { SourceCheckQueue } from './SourceCheckQueue';

/** Listens to the sources that tell of changes by themselves, as long as the backend runs. */
export class SourceWatchers {
  readonly #options: {
    sources: ReadonlyMap<string, SpecSource>;
    hints: HintIntake;
    sourceChecks: SourceCheckQueue;
    runs: BackgroundRuns;
    logger: LoggerService;
  };
  readonly #stopping = new AbortController();
  #watching: Promise<void>[] = [];

  constructor(options: {
    sources: ReadonlyMap<string, SpecSource>;
    hints: HintIntake;
    sourceChecks: SourceCheckQueue;
    runs: BackgroundRuns;
    logger: LoggerService;
  }) {
    this.#options = options;
  }

  start(): void {
    this.#watching = [...this.#options.sources.values()]
      .filter(source => source.watch)
      .map(source => this.#watch(source));
  }

  async stop(): Promise<void> {
    this.#stopping.abort(new Error('The backend is shutting down'));
    await Promise.all(this.#watching);
  }

  async #watch(source: SpecSource): Promise<void> {
    const { logger, runs } = this.#options;
    const { signal } = this.#stopping;
    for (let failures = 1; !signal.aborted; failures += 1) {
      try {
        await runs.record(`watch:${source.id}`, () => this.#once(source));
      } catch (error) {
        if (!signal.aborted) {
          logger.error(
            `Cannot watch the source '${
              source.id
            }', trying again; meanwhile its changes are found by the reconcile schedule: ${stringifyError(
              error,
            )}`,
          );
          await wait(backOffMs(failures), undefined, { signal }).catch(
            () => undefined,
          );
        }
      }
    }
  }

  async #once(source: SpecSource): Promise<Record<string, number>> {
    const { hints, sourceChecks } = this.#options;
    const attempt = new AbortController();
    const signal = AbortSignal.any([this.#stopping.signal, attempt.signal]);
    let hinted = 0;
    const watching = source.watch!(async found => {
      hinted += found.specRefs.length;
      await hints.take(source, found);
    }, signal);
    try {
      // What changed while nobody watched.
      await Promise.all([watching, sourceChecks.request([source.id])]);
    } finally {
      // Where one of the two failed, the other ends before both are tried again.
      attempt.abort();
      await watching.catch(() => undefined);
    }
    return { hints: hinted };
  }
}
