import type { LoggerService } from '@backstage/backend-plugin-api';
import { ForwardedError, stringifyError } from '@backstage/errors';
import type express from 'express';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { KillSwitch } from '../killSwitch/KillSwitch';
import type { StopAudits, StoppedCall } from '../killSwitch/StopAudits';
import type { LlmGovernor } from '../llm/LlmGovernor';
import { Accounts } from './Accounts';
import { type GatewayConfig, keyOf, type UpstreamConfig } from './config';
import { discardRest } from './discardRest';
import { type Endpoint, findEndpoint, type VendorId } from './endpoints';
import { readGatewayCall } from './GatewayCall';
import type { GatewayCaller, GatewayCallers } from './GatewayCallers';
import { toUpstreamHeaders } from './headers';
import { passFreeAnswerOn, PassedCall } from './PassedCall';
import { readBody } from './readBody';
import { errorBody, Refusal, toRefusalAnswer } from './Refusal';
import { Upstream, type UpstreamRequest } from './Upstream';

/** For how long calls may run on when the backend is stopped, in ms; then they are ended, and settled by what was sent. */
const SHUTDOWN_MS = 10_000;

/** A request that is let through. */
interface Admitted {
  vendor: VendorId;
  upstream: UpstreamConfig;
  caller: GatewayCaller;
  endpoint: Endpoint;
  request: express.Request;
  response: express.Response;
  body: Buffer | undefined;
  /** To the vendor. */
  sent: Omit<UpstreamRequest, 'body' | 'signal'>;
}

/**
 * Passes LLM calls on to their vendors, within the limits of their tenants: what a call may use is reserved before, and what it used
 * is read from the answer as that passes. Callers have the vendor's own API, and never its key.
 */
export class LlmGateway {
  readonly #accounts: Accounts;
  readonly #callers: GatewayCallers;
  readonly #config: GatewayConfig;
  readonly #governor: LlmGovernor;
  readonly #killSwitch: KillSwitch;
  readonly #logger: LoggerService;
  readonly #stopAudits: StopAudits;
  readonly #upstream = new Upstream();
  readonly #running = new Map<AbortController, Promise<void>>();

  constructor(options: {
    callers: GatewayCallers;
    config: GatewayConfig;
    governor: LlmGovernor;
    killSwitch: KillSwitch;
    logger: LoggerService;
    stopAudits: StopAudits;
  }) {
    this.#accounts = new Accounts(options);
    this.#callers = options.callers;
    this.#config = options.config;
    this.#governor = options.governor;
    this.#killSwitch = options.killSwitch;
    this.#logger = options.logger;
    this.#stopAudits = options.stopAudits;
  }

  /** Answers a request, in the form of the vendor. Never rejects. */
  async handle(
    vendor: VendorId,
    request: express.Request,
    response: express.Response,
  ): Promise<void> {
    // The answer goes on as it came: whoever compresses answers of the backend would hold a stream back.
    request.headers['accept-encoding'] = 'identity';
    const ended = new AbortController();
    response.once('close', () => {
      if (!response.writableFinished) {
        ended.abort(new Error('The caller went away'));
      }
    });
    const running = this.#serve(vendor, request, response, ended).catch(error =>
      this.#refuse(vendor, request, response, error),
    );
    this.#running.set(ended, running);
    await running;
    this.#running.delete(ended);
  }

  /** Lets calls run on for a little, then ends them, and waits until all are settled. */
  async close(): Promise<void> {
    const all = Promise.allSettled(this.#running.values());
    const isOver = await Promise.race([
      all.then(() => true),
      sleep(SHUTDOWN_MS, false, { ref: false }),
    ]);
    if (!isOver) {
      for (const ended of this.#running.keys()) {
        ended.abort(new Refusal(503, 'The portal is being stopped'));
      }
      await all;
    }
    await this.#accounts.idle();
    await this.#upstream.close();
  }

  async #serve(
    vendor: VendorId,
    request: express.Request,
    response: express.Response,
    ended: AbortController,
  ): Promise<void> {
    const caller = await this.#callers.identify(request.headers);
    const { endpoint, upstream, url } = this.#find(vendor, request);
    const body =
      endpoint.method === 'POST'
        ? await readBody(request, this.#config.maxRequestBytes)
        : undefined;
    const admitted: Admitted = {
      vendor,
      upstream,
      caller,
      endpoint,
      request,
      response,
      body,
      sent: {
        url,
        method: endpoint.method,
        headers: toUpstreamHeaders(vendor, upstream, request.headers),
      },
    };
    if (endpoint.kind === 'free') {
      await this.#passFreeOn(admitted, ended);
    } else {
      await this.#passCallOn(admitted, endpoint.kind, ended);
    }
  }

  /** What is asked for, and where it is. */
  #find(
    vendor: VendorId,
    request: express.Request,
  ): { endpoint: Endpoint; upstream: UpstreamConfig; url: string } {
    const upstream = this.#config.vendors[vendor];
    if (!upstream) {
      throw new Refusal(
        404,
        `The gateway of the portal is not set up for ${vendor}: configure ${keyOf(
          vendor,
        )}`,
      );
    }
    const [path, query] = splitOnce(request.url, '?');
    const endpoint = findEndpoint(vendor, request.method, path);
    if (!endpoint) {
      throw new Refusal(
        404,
        'The gateway of the portal does not pass this path on: it could not account for what is used by it',
      );
    }
    return {
      endpoint,
      upstream,
      url: `${upstream.baseUrl}${path}${
        query === undefined ? '' : `?${query}`
      }`,
    };
  }

  /** Passes a request on that uses no tokens; the kill switch stops it all the same. */
  async #passFreeOn(
    { body, caller, request, response, sent, upstream, vendor }: Admitted,
    ended: AbortController,
  ): Promise<void> {
    await this.#stopAudits.watch(
      toStoppedCall({ tenant: caller.tenant, tokens: 0 }, caller, request),
      () => this.#killSwitch.assertAllowed(caller.tenant),
    );
    await passFreeAnswerOn({
      vendor,
      config: upstream,
      logger: this.#logger,
      response,
      signal: ended.signal,
      send: () => this.#upstream.send({ ...sent, body, signal: ended.signal }),
    });
  }

  async #passCallOn(
    admitted: Admitted,
    kind: Exclude<Endpoint['kind'], 'free'>,
    ended: AbortController,
  ): Promise<void> {
    const { body, caller, request, response, sent, upstream, vendor } =
      admitted;
    const call = readGatewayCall(kind, body!, upstream.defaultMaxOutputTokens);
    const wanted = {
      tenant: caller.tenant,
      requestId: randomUUID(),
      tokens: call.inputTokens + call.maxOutputTokens,
      model: call.model,
      entityRef: caller.entityRef,
      reservedBy: caller.name,
    };
    const reservation = await this.#stopAudits.watch(
      toStoppedCall(wanted, caller, request),
      () => this.#governor.reserve(wanted, { isFirst: true }),
    );
    response.setHeader('x-proofline-reservation-id', reservation.id);
    response.setHeader(
      'x-proofline-remaining-tokens',
      reservation.remainingTokens,
    );
    const passed = new PassedCall({
      vendor,
      config: upstream,
      kind,
      call,
      accounts: this.#accounts,
      reservation: { id: reservation.id, by: caller.name },
      logger: this.#logger,
      response,
      signal: ended.signal,
      send: () =>
        this.#upstream.send({
          ...sent,
          body: call.body,
          signal: ended.signal,
        }),
    });
    const unfollow = this.#killSwitch.follow(caller.tenant, error =>
      ended.abort(error),
    );
    try {
      await passed.run();
    } finally {
      unfollow();
    }
  }

  #refuse(
    vendor: VendorId,
    request: express.Request,
    response: express.Response,
    error: unknown,
  ): void {
    const answer = toRefusalAnswer(vendor, error);
    if (!answer) {
      this.#logger.error(
        'A call through the gateway failed',
        new ForwardedError(stringifyError(error), error),
      );
    }
    if (response.headersSent || response.destroyed) {
      response.destroy();
      return;
    }
    response
      .status(answer?.status ?? 500)
      .set(answer?.headers ?? {})
      .json(
        answer?.body ??
          errorBody(vendor, 500, 'The gateway of the portal failed'),
      );
    discardRest(request, this.#config.maxRequestBytes);
  }
}

function toStoppedCall(
  { model, tenant, tokens }: Pick<StoppedCall, 'tenant' | 'tokens' | 'model'>,
  { isByKey, name }: GatewayCaller,
  request: express.Request,
): StoppedCall {
  return {
    tenant,
    caller: name,
    tokens,
    model,
    // The auditor looks for credentials of Backstage in a request, and fails where there is something else.
    ...(!isByKey && { request }),
  };
}

function splitOnce(
  text: string,
  separator: string,
): [before: string, after: string | undefined] {
  const at = text.indexOf(separator);
  return at < 0
    ? [text, undefined]
    : [text.slice(0, at), text.slice(at + separator.length)];
}
