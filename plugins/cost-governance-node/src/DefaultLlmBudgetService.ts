import type {
  AuthService,
  DiscoveryService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { ResponseError, stringifyError } from '@backstage/errors';
import {
  CostGovernanceClient,
  type CostGovernanceRequestOptions,
  type Reservation,
} from '@proofline/backstage-plugin-cost-governance-common';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type {
  LlmBudgetService,
  LlmCallRequest,
  LlmReservation,
  LlmUsage,
} from './LlmBudgetService';
import { LlmTokensExhaustedError } from './LlmTokensExhaustedError';

/** How often a request is sent at most, and the wait before the second time in ms; each further one is twice as long. */
const ATTEMPTS = 5;
const FIRST_WAIT_MS = 100;

/** Makes calls within budgets by the REST API of the cost-governance plugin. */
export class DefaultLlmBudgetService implements LlmBudgetService {
  readonly #auth: AuthService;
  readonly #client: CostGovernanceClient;
  readonly #logger: LoggerService;
  readonly #wait: (ms: number) => Promise<unknown>;

  constructor(options: {
    auth: AuthService;
    discovery: DiscoveryService;
    logger: LoggerService;
    wait?: (ms: number) => Promise<unknown>;
  }) {
    this.#auth = options.auth;
    this.#client = new CostGovernanceClient({
      discoveryApi: options.discovery,
    });
    this.#logger = options.logger;
    this.#wait = options.wait ?? sleep;
  }

  async withReservation<T>(
    request: LlmCallRequest,
    call: (
      reservation: LlmReservation,
    ) => Promise<{ result: T; usage: LlmUsage }>,
  ): Promise<T> {
    const { id, expiresAt, remainingTokens } = await this.#reserve(request);
    let reported: LlmUsage | undefined;
    try {
      const { result, usage } = await call({
        expiresAt: new Date(expiresAt),
        remainingTokens,
        reportUsage: used => {
          reported = used;
        },
      });
      reported = usage;
      return result;
    } finally {
      await this.#end(id, request, reported);
    }
  }

  async #reserve(request: LlmCallRequest): Promise<Reservation> {
    const { entityRef, estimate, model, tenant } = request;
    // The same for each attempt: one that was carried out and not answered is not charged twice.
    const requestId = randomUUID();
    try {
      return await this.#send(
        options =>
          this.#client.reserve(
            { tenant, model, tokens: estimate, requestId, entityRef },
            options,
          ),
        // The backend says at once that it cannot check limits, and so does this.
        error => !(error instanceof ResponseError),
      );
    } catch (error) {
      if (error instanceof ResponseError && error.statusCode === 429) {
        const seconds = Number(error.response.headers.get('Retry-After'));
        throw new LlmTokensExhaustedError(
          error.cause.message,
          seconds * 1000,
          error,
        );
      }
      throw error;
    }
  }

  /** Settles, or releases where nothing was used. Never rejects: what the call gave is worth more. */
  async #end(
    id: string,
    { model, tenant }: LlmCallRequest,
    usage: LlmUsage | undefined,
  ): Promise<void> {
    try {
      await this.#send<unknown>(
        options =>
          usage
            ? this.#client.settle(id, { model, ...usage }, options)
            : this.#client.release(id, options),
        error => !(error instanceof ResponseError) || error.statusCode >= 500,
      );
    } catch (error) {
      this.#logger.error(
        `The use of an LLM call of '${tenant}' could not be settled, and so its estimate stays charged: ${stringifyError(
          error,
        )}`,
      );
    }
  }

  /** Sends a request that may be sent again, until it is answered. */
  async #send<T>(
    send: (options: CostGovernanceRequestOptions) => Promise<T>,
    isWorthAnotherAttempt: (error: unknown) => boolean,
  ): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        const { token } = await this.#auth.getPluginRequestToken({
          onBehalfOf: await this.#auth.getOwnServiceCredentials(),
          targetPluginId: 'cost-governance',
        });
        return await send({ token });
      } catch (error) {
        if (attempt >= ATTEMPTS || !isWorthAnotherAttempt(error)) {
          throw error;
        }
        await this.#wait(FIRST_WAIT_MS * 2 ** (attempt - 1));
      }
    }
  }
}
