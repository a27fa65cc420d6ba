import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type express from 'express';
import { LlmCallsStoppedError } from './LlmCallsStoppedError';

/** For how long refusals are gathered after one that was audited, in ms. */
const GATHER_MS = 60_000;

/** For how many pairs of tenant and caller at once refusals are told apart: both may be any name. */
const MOST_PAIRS = 1_000;

/** A call that was refused because calls are stopped. */
export interface StoppedCall {
  tenant: string;
  /** Who called, by the name under which reservations are kept. */
  caller: string;
  tokens: number;
  model?: string;
  /** Has to have credentials of Backstage, or none. */
  request?: express.Request;
}

/** Refusals that are gathered, of one pair or of all that are too many to be told apart. */
interface Gathered {
  pair: { tenant: string; caller: string } | undefined;
  /** On the clock of `performance`, which does not jump. */
  endsAt: number;
  refusals: number;
  error: LlmCallsStoppedError;
  timer?: NodeJS.Timeout;
}

/**
 * Audits what the kill switch refuses, so that a flood of calls under it is no flood of events: the first refusal of a tenant and
 * caller at once, those of the next minute as one event with their number when it is over.
 */
export class StopAudits {
  readonly #auditor: AuditorService;
  readonly #logger: LoggerService;
  readonly #mostPairs: number;
  /** The earliest first, because all last as long. */
  readonly #gathered = new Map<string, Gathered>();
  readonly #writing = new Set<Promise<void>>();
  #isClosed = false;

  constructor(options: {
    auditor: AuditorService;
    logger: LoggerService;
    /** For how many pairs refusals are told apart; 1,000 unless said otherwise. */
    mostPairs?: number;
  }) {
    this.#auditor = options.auditor;
    this.#logger = options.logger;
    this.#mostPairs = options.mostPairs ?? MOST_PAIRS;
  }

  /**
   * Does what the kill switch may refuse, and has such a refusal audited.
   *
   * @throws what the action throws, or the auditor where it is told of a refusal at once
   */
  async watch<T>(call: StoppedCall, action: () => Promise<T>): Promise<T> {
    try {
      return await action();
    } catch (error) {
      if (error instanceof LlmCallsStoppedError) {
        await this.refused(call, error);
      }
      throw error;
    }
  }

  /**
   * Audits a refusal, or counts it for the event at the end of the minute.
   *
   * @throws what the auditor throws, where it is told at once
   */
  async refused(call: StoppedCall, error: LlmCallsStoppedError): Promise<void> {
    if (this.#isClosed || this.#isFirst(call, error)) {
      const { caller, model, request, tenant, tokens } = call;
      const audit = await this.#auditor.createEvent({
        eventId: 'llm-reserve',
        severityLevel: 'medium',
        request,
        meta: { tenant, caller, tokens, model },
      });
      await audit.fail({ error });
    }
  }

  /** Audits what was gathered. From then on each refusal is audited at once. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const [key, gathered] of this.#gathered) {
      this.#end(key, gathered);
    }
    await Promise.all(this.#writing);
  }

  /** Whether this refusal begins a minute; else it is counted. */
  #isFirst(
    { caller, tenant }: StoppedCall,
    error: LlmCallsStoppedError,
  ): boolean {
    const now = performance.now();
    for (const [key, gathered] of this.#gathered) {
      if (gathered.endsAt > now) {
        break;
      }
      this.#end(key, gathered);
    }
    const own = JSON.stringify([tenant, caller]);
    const isNamed =
      this.#gathered.has(own) || this.#gathered.size < this.#mostPairs;
    const key = isNamed ? own : '';
    const known = this.#gathered.get(key);
    if (!known) {
      this.#gathered.set(key, {
        pair: isNamed ? { tenant, caller } : undefined,
        endsAt: now + GATHER_MS,
        refusals: 0,
        error,
      });
      return true;
    }
    known.refusals += 1;
    known.error = error;
    known.timer ??= setTimeout(
      () => this.#end(key, known),
      known.endsAt - now,
    ).unref();
    return false;
  }

  #end(key: string, gathered: Gathered): void {
    clearTimeout(gathered.timer);
    this.#gathered.delete(key);
    if (gathered.refusals > 0) {
      const writing = this.#write(gathered);
      this.#writing.add(writing);
      void writing.then(() => this.#writing.delete(writing));
    }
  }

  /** Never rejects: nobody waits for it who could do something about it. */
  async #write({ error, pair, refusals }: Gathered): Promise<void> {
    try {
      const audit = await this.#auditor.createEvent({
        eventId: 'llm-reserve',
        severityLevel: 'medium',
        meta: { ...pair, refusals },
      });
      await audit.fail({ error });
    } catch (problem) {
      this.#logger.error(
        `${refusals} refusals of LLM calls that are stopped could not be audited: ${stringifyError(
          problem,
        )}`,
      );
    }
  }
}
