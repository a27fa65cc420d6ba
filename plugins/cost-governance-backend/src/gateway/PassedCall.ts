import { stringifyError } from '@backstage/errors';
import { pipeline } from 'node:stream/promises';
import type { Dispatcher } from 'undici';
import type { Accounts } from './Accounts';
import type { EndpointKind } from './endpoints';
import { type GatewayCall, isModel } from './GatewayCall';
import { toCallerHeaders } from './headers';
import { passAnswerOn, passStreamOn } from './passOn';
import type { PassedRequest } from './PassedRequest';
import { errorEvent, toRefusalAnswer } from './Refusal';
import { passErrorOn, toUnreached } from './upstreamErrors';
import { wasNeverSent } from './Upstream';
import { UseMeter } from './use/UseMeter';

type Answer = Dispatcher.ResponseData;

interface PassedCallOptions extends PassedRequest {
  kind: Exclude<EndpointKind, 'free'>;
  call: GatewayCall;
  accounts: Accounts;
  /** What is held for it, and by whom. */
  reservation: { id: string; by: string };
}

/** One call, from when its tokens are reserved until they are settled or released: once, however it ends. */
export class PassedCall {
  readonly #options: PassedCallOptions;

  constructor(options: PassedCallOptions) {
    this.#options = options;
  }

  /**
   * Makes the call and passes the answer on.
   *
   * @throws what the caller is to be told, where nothing was told yet
   */
  async run(): Promise<void> {
    const { call, kind, send, signal, vendor } = this.#options;
    if (signal.aborted) {
      this.#release();
      throw signal.reason;
    }
    let answer: Answer;
    try {
      answer = await send();
    } catch (error) {
      // Where the vendor may have seen the request, it may have worked on it.
      if (wasNeverSent(error)) {
        this.#release();
      } else {
        this.#settle(new UseMeter(kind, call.isStream));
      }
      throw signal.aborted ? signal.reason : toUnreached(vendor, error);
    }
    if (answer.statusCode >= 300) {
      this.#release();
      await passErrorOn(this.#options, answer);
      return;
    }
    await this.#pass(answer);
  }

  /** Passes an answer on that was generated, and settles it whatever happens on the way. */
  async #pass(answer: Answer): Promise<void> {
    const { call, config, kind, logger, response, signal } = this.#options;
    const isStream = /^text\/event-stream\b/i.test(
      String(answer.headers['content-type'] ?? ''),
    );
    const meter = new UseMeter(kind, isStream);
    const isUseHidden = isStream && call.isUseAskedFor;
    response.writeHead(
      answer.statusCode,
      toCallerHeaders(config, answer.headers, isUseHidden),
    );
    const encoding = answer.headers['content-encoding'] ?? 'identity';
    if (encoding !== 'identity') {
      meter.giveUp();
    }
    const passing = { body: answer.body, response, meter, signal };
    try {
      await (isStream
        ? passStreamOn({ ...passing, isUseHidden })
        : passAnswerOn(passing));
    } catch (error) {
      if (!signal.aborted) {
        logger.warn(
          `The answer to an LLM call broke off: ${stringifyError(error)}`,
        );
      }
      this.#breakOff(isStream);
    }
    this.#settle(meter);
  }

  /** Ends an answer that is not complete, such that the caller knows. */
  #breakOff(isStream: boolean): void {
    const { response, signal, vendor } = this.#options;
    const said = signal.aborted && toRefusalAnswer(vendor, signal.reason);
    if (isStream && said) {
      response.end(errorEvent(vendor, said.status, signal.reason.message));
    } else {
      response.destroy();
    }
  }

  #release(): void {
    const { accounts, reservation } = this.#options;
    accounts.release(reservation.id, reservation.by);
  }

  #settle(meter: UseMeter): void {
    const { accounts, call, reservation } = this.#options;
    accounts.settle(reservation.id, reservation.by, {
      ...(meter.total ?? meter.estimate(call)),
      model: isModel(meter.model) ? meter.model : call.model,
      isEstimated: meter.total === undefined,
    });
  }
}

/**
 * Makes a request that uses no tokens, and passes the answer on.
 *
 * @throws as {@link PassedCall.run}
 */
export async function passFreeAnswerOn(options: PassedRequest): Promise<void> {
  const { config, response, send, signal, vendor } = options;
  let answer: Answer;
  try {
    answer = await send();
  } catch (error) {
    throw signal.aborted ? signal.reason : toUnreached(vendor, error);
  }
  if (answer.statusCode >= 300) {
    await passErrorOn(options, answer);
    return;
  }
  response.writeHead(
    answer.statusCode,
    toCallerHeaders(config, answer.headers, false),
  );
  await pipeline(answer.body, response);
}
