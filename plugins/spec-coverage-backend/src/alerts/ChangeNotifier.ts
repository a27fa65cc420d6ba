import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  SPEC_COVERAGE_SIGNALS_CHANNEL,
  type SpecCoverageSignal,
  signalTopic,
} from '@proofline/backstage-plugin-spec-coverage-common';

const GATHER_MS = 100;

/**
 * Tells open pages that something changed, so that they fetch again. Changes that come close together are one signal. A
 * signal that is lost does no harm: pages also look by themselves from time to time.
 */
export class ChangeNotifier {
  readonly #signals: SignalsService;
  readonly #logger: LoggerService;
  readonly #refs = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: { signals: SignalsService; logger: LoggerService }) {
    this.#signals = options.signals;
    this.#logger = options.logger;
  }

  /** Says that specs or entities changed, by their refs. */
  changed(refs: readonly string[]): void {
    refs.forEach(ref => this.#refs.add(ref));
    this.#timer ??= setTimeout(() => this.#publish(), GATHER_MS).unref();
  }

  #publish(): void {
    this.#timer = undefined;
    const topics = [...this.#refs].map(signalTopic);
    this.#refs.clear();
    this.#signals
      .publish<SpecCoverageSignal>({
        recipients: { type: 'broadcast' },
        channel: SPEC_COVERAGE_SIGNALS_CHANNEL,
        message: { topics },
      })
      .catch(error =>
        this.#logger.warn(
          `Could not signal a change; open pages will find it by polling: ${stringifyError(
            error,
          )}`,
        ),
      );
  }
}
