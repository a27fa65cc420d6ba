import type { JsonObject } from '@backstage/types';
import type { SourceState } from '@proofline/backstage-plugin-spec-coverage-node';
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { DriveApi } from './DriveApi';

const PREFIX = 'channel/';

/** When a new channel takes the place of one, as a part of its life: the two overlap for the rest. */
const RENEW_AFTER = 0.75;

/** How long closing a channel may take when the portal stops, in ms. It closes by itself in the end. */
const STOP_TIMEOUT_MS = 5_000;

/** Time, so that tests need not wait for it. */
export interface Clock {
  /** In ms since 1970. */
  now(): number;
  /** Resolves after some time, and rejects when the signal is aborted. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

/** The time that passes. */
export const systemClock: Clock = {
  now: Date.now,
  wait: (ms, signal) => wait(ms, undefined, { signal }),
};

/**
 * The channels by which Google tells of changes. Each process of the portal keeps one; all of them know all, since a message
 * reaches any.
 */
export class Channels {
  readonly #api: DriveApi;
  readonly #state: SourceState;
  readonly #clock: Clock;
  readonly #options: {
    secrets: readonly string[];
    /** Where messages are sent. */
    address: string;
    /** In ms. */
    lifetimeMs: number;
  };

  constructor(
    api: DriveApi,
    state: SourceState,
    options: {
      secrets: readonly string[];
      address: string;
      lifetimeMs: number;
    },
    clock: Clock = systemClock,
  ) {
    this.#api = api;
    this.#state = state;
    this.#options = options;
    this.#clock = clock;
  }

  /**
   * Keeps a channel open until the signal is aborted, and closes it then. A new one is open before the old one is closed.
   *
   * @throws TryLaterError when none can be opened
   */
  async keepOpen(signal: AbortSignal): Promise<void> {
    let open: { id: string; resourceId: string } | undefined;
    try {
      while (!signal.aborted) {
        const next = await this.#open(signal);
        const previous = open;
        open = next;
        if (previous) {
          await this.#close(previous);
        }
        await this.#forgetExpired();
        await this.#clock
          .wait(
            Math.max(
              (next.expiration - this.#clock.now()) * RENEW_AFTER,
              1_000,
            ),
            signal,
          )
          .catch(error => {
            if (!signal.aborted) {
              throw error;
            }
          });
      }
    } finally {
      if (open) {
        await this.#close(open);
      }
    }
  }

  /**
   * Whether a message came by a channel of this portal: its token is the HMAC-SHA256 of its id, and it is open.
   *
   * @throws when what is remembered of the channels cannot be read
   */
  async isKnown(message: {
    channelId: string;
    token: string;
    resourceId: string;
  }): Promise<boolean> {
    const { channelId, resourceId, token } = message;
    if (!this.#isTokenOf(channelId, token)) {
      return false;
    }
    const channel = (await this.#state.get(`${PREFIX}${channelId}`)) as
      | JsonObject
      | undefined;
    if (!channel || Number(channel.expiration) <= this.#clock.now()) {
      return false;
    }
    // The first message can be here before Google has answered what the channel is about.
    return channel.resourceId === null || channel.resourceId === resourceId;
  }

  async #open(
    signal: AbortSignal,
  ): Promise<{ id: string; resourceId: string; expiration: number }> {
    const id = randomUUID();
    const expiration = this.#clock.now() + this.#options.lifetimeMs;
    await this.#state.set(`${PREFIX}${id}`, { resourceId: null, expiration });
    const opened = await this.#api.watch(
      {
        id,
        token: tokenOf(this.#options.secrets[0], id),
        address: this.#options.address,
        expiration,
      },
      signal,
    );
    await this.#state.set(`${PREFIX}${id}`, opened);
    return { id, ...opened };
  }

  async #close(channel: { id: string; resourceId: string }): Promise<void> {
    try {
      await this.#api.stop(channel, AbortSignal.timeout(STOP_TIMEOUT_MS));
      await this.#state.delete(`${PREFIX}${channel.id}`);
    } catch {
      // It closes by itself when its time is over, and its messages are true until then.
    }
  }

  async #forgetExpired(): Promise<void> {
    for (const { key, value } of await this.#state.list(PREFIX)) {
      if (Number((value as JsonObject).expiration) <= this.#clock.now()) {
        await this.#state.delete(key);
      }
    }
  }

  #isTokenOf(channelId: string, token: string): boolean {
    let fits = false;
    for (const secret of this.#options.secrets) {
      const expected = Buffer.from(tokenOf(secret, channelId));
      const given = Buffer.alloc(expected.length);
      given.write(token);
      fits =
        (timingSafeEqual(expected, given) &&
          token.length === expected.length) ||
        fits;
    }
    return fits;
  }
}

function tokenOf(secret: string, channelId: string): string {
  return createHmac('sha256', secret).update(channelId).digest('hex');
}
