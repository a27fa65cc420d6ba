import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError, NotFoundError, stringifyError } from '@backstage/errors';
import type {
  NewVirtualKey,
  VirtualKey,
} from '@proofline/backstage-plugin-cost-governance-common';
import type { Knex } from 'knex';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { toDate, type VirtualKeyRow } from '../database';

/** By what a key is told from other secrets, by people and by those who look for secrets that leaked. */
const START = 'plk_';

/** Whether somebody sent a virtual key, or at least something that begins like one, and no other secret. */
export function isVirtualKey(secret: string): boolean {
  return secret.startsWith(START);
}

/** More than anybody can guess. */
const SECRET_BYTES = 32;

/** What keys look like; for all else the database is not asked. */
const KEY = new RegExp(
  `^${START}[A-Za-z0-9_-]{${Math.ceil((SECRET_BYTES * 8) / 6)}}$`,
);

/** How much of a key is shown, to tell it from others: 8 characters of its secret, of 43. */
const PREFIX_LENGTH = 12;

/** How old `last_used_at` may become while a key is in use, in ms. */
const USED_AGE_MS = 60_000;

/** Whom a virtual key stands for. */
export interface KeyHolder {
  /** Id of the key. */
  id: string;
  /** Who is charged, an entity ref in canonical form. */
  tenant: string;
  /** What its calls are made for. */
  entityRef?: string;
}

/** A key that somebody wants. Refs are in canonical form. */
export interface VirtualKeyDetails {
  tenant: string;
  name: string;
  entityRef?: string;
  /** When it ends by itself; never without it. */
  expiresAt?: Date;
  /** The user or service that makes it. */
  by: string;
}

/** Where a page of keys ended: when its last key was made, in ms since 1970, and the id of that key. */
export type VirtualKeyCursor = [createdAt: number, id: string];

/**
 * Keys of tenants for the gateway. Of each key there is only its sha256: a key is as random as the hash is long, so that a slow hash,
 * as for passwords, would not make it harder to find. Nothing is remembered of what was found, so that a key that is revoked opens
 * nothing any more, in any process.
 */
export class VirtualKeys {
  readonly #knex: Knex;
  readonly #logger: LoggerService;
  #isFailingToNote = false;

  constructor(options: { knex: Knex; logger: LoggerService }) {
    this.#knex = options.knex;
    this.#logger = options.logger;
  }

  /**
   * Makes a key. This is the only time that it is seen.
   *
   * @throws InputError when it would have ended already
   */
  async create(details: VirtualKeyDetails): Promise<NewVirtualKey> {
    const createdAt = new Date();
    const expiresAt = details.expiresAt ?? null;
    // Also what is no moment at all, as a leap second, is not later.
    if (expiresAt && !(expiresAt > createdAt)) {
      throw new InputError(`'expiresAt' is not in the future`);
    }
    const key = `${START}${randomBytes(SECRET_BYTES).toString('base64url')}`;
    const row: VirtualKeyRow = {
      id: randomUUID(),
      key_hash: hashOf(key),
      prefix: key.slice(0, PREFIX_LENGTH),
      name: details.name,
      tenant: details.tenant,
      entity_ref: details.entityRef ?? null,
      created_by: details.by,
      created_at: createdAt,
      expires_at: expiresAt,
      last_used_at: null,
      revoked_at: null,
      revoked_by: null,
    };
    await this.#knex<VirtualKeyRow>('virtual_keys').insert(row);
    return { key, virtualKey: toVirtualKey(row) };
  }

  /**
   * Finds out whom a key stands for, and notes that it was used.
   *
   * @param key - anything that somebody sent as one
   * @returns undefined when there is no such key, or it is revoked or expired
   */
  async find(key: string): Promise<KeyHolder | undefined> {
    if (!KEY.test(key)) {
      return undefined;
    }
    const row = await this.#knex<VirtualKeyRow>('virtual_keys')
      .where({ key_hash: hashOf(key), revoked_at: null })
      .first();
    const now = new Date();
    if (!row || (row.expires_at !== null && toDate(row.expires_at) <= now)) {
      return undefined;
    }
    await this.#noteUse(row, now);
    return {
      id: row.id,
      tenant: row.tenant,
      ...(row.entity_ref !== null && { entityRef: row.entity_ref }),
    };
  }

  /** @throws NotFoundError when there is no such key */
  async get(id: string): Promise<VirtualKey> {
    const row = await this.#knex<VirtualKeyRow>('virtual_keys')
      .where({ id })
      .first();
    if (!row) {
      throw new NotFoundError('There is no such virtual key');
    }
    return toVirtualKey(row);
  }

  /** Keys, the newest first, also those that are revoked or expired. */
  async list(page: {
    limit: number;
    /** Only of this one. */
    tenant?: string;
    /** Only those after this one. */
    after?: VirtualKeyCursor;
  }): Promise<VirtualKey[]> {
    const { after, limit, tenant } = page;
    const rows = await this.#knex<VirtualKeyRow>('virtual_keys')
      .modify(query => {
        if (tenant !== undefined) {
          query.where({ tenant });
        }
        if (after) {
          query.whereRaw('(created_at, id) < (?, ?)', [
            new Date(after[0]),
            after[1],
          ]);
        }
      })
      .orderBy([
        { column: 'created_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(limit);
    return rows.map(toVirtualKey);
  }

  /**
   * Revokes a key for good. Of one that is revoked already stays who did it and when.
   *
   * @param by - the user or service that does it
   */
  async revoke(id: string, by: string): Promise<void> {
    await this.#knex<VirtualKeyRow>('virtual_keys')
      .where({ id, revoked_at: null })
      .update({ revoked_at: new Date(), revoked_by: by });
  }

  /** Never rejects: a call is not refused because nobody could write down when its key was used. */
  async #noteUse({ id, last_used_at }: VirtualKeyRow, now: Date) {
    const old = new Date(now.getTime() - USED_AGE_MS);
    if (last_used_at !== null && toDate(last_used_at) >= old) {
      return;
    }
    try {
      // Of many calls at once one writes: the others find that it was done.
      await this.#knex<VirtualKeyRow>('virtual_keys')
        .where({ id })
        .where(query =>
          query.whereNull('last_used_at').orWhere('last_used_at', '<', old),
        )
        .update({ last_used_at: now });
      this.#isFailingToNote = false;
    } catch (error) {
      if (!this.#isFailingToNote) {
        this.#isFailingToNote = true;
        this.#logger.error(
          `When virtual keys were used last cannot be written down: ${stringifyError(
            error,
          )}`,
        );
      }
    }
  }
}

function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

function toVirtualKey(row: VirtualKeyRow): VirtualKey {
  return {
    id: row.id,
    name: row.name,
    tenant: row.tenant,
    ...(row.entity_ref !== null && { entityRef: row.entity_ref }),
    prefix: row.prefix,
    createdBy: row.created_by,
    createdAt: toDate(row.created_at).toISOString(),
    ...(row.expires_at !== null && {
      expiresAt: toDate(row.expires_at).toISOString(),
    }),
    ...(row.last_used_at !== null && {
      lastUsedAt: toDate(row.last_used_at).toISOString(),
    }),
    ...(row.revoked_at !== null && {
      revokedAt: toDate(row.revoked_at).toISOString(),
    }),
    ...(row.revoked_by !== null && { revokedBy: row.revoked_by }),
  };
}
