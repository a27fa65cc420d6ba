import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import { Batcher } from '@proofline/backstage-batcher';
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import type { ReservationRow, UsageRow } from '../database';
import type { CallRequest } from './callRequest';

/** How many reservations are written down in one statement. */
const BATCH = 100;

/** So many statements are under way at once: while one waits for the disk, the next need not. */
const BATCHES_AT_ONCE = 2;

/** A reservation that the buckets have granted. */
interface Granted {
  call: CallRequest;
  expiresAtMs: number;
}

/** The rows of reservations. What is reserved in the same moment is written down together. */
export class Reservations {
  readonly #knex: Knex;
  readonly #granted = new Batcher<Granted, ReservationRow | undefined>({
    maxItems: BATCH,
    maxBatches: BATCHES_AT_ONCE,
    run: async granted => this.#writeAll(granted),
  });

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** The reservation of a request id of a tenant. */
  async find({
    requestId,
    tenant,
  }: CallRequest): Promise<ReservationRow | undefined> {
    return this.#knex<ReservationRow>('reservations')
      .where({ tenant, request_id: requestId })
      .first();
  }

  /**
   * Writes a reservation down.
   *
   * @returns its row; where the request id was used before, the row of that
   * @throws ConflictError when that one was deleted meanwhile
   */
  async write(call: CallRequest, expiresAtMs: number): Promise<ReservationRow> {
    const row =
      (await this.#granted.add({ call, expiresAtMs })) ??
      (await this.find(call));
    if (!row) {
      throw new ConflictError('The reservation was forgotten meanwhile');
    }
    return row;
  }

  /**
   * A reservation that the caller may end, or ended.
   *
   * @throws NotFoundError when there is no such reservation
   * @throws NotAllowedError when it is of somebody else
   */
  async own(id: string, caller: string): Promise<ReservationRow> {
    const row = await this.#knex<ReservationRow>('reservations')
      .where({ id })
      .first();
    if (!row) {
      throw new NotFoundError('There is no such reservation');
    }
    if (row.reserved_by !== caller) {
      throw new NotAllowedError('The reservation is of somebody else');
    }
    return row;
  }

  /**
   * What was written down of a reservation when it was settled.
   *
   * @throws ConflictError when it was released
   * @throws NotFoundError when the ledger forgot
   */
  async usageOf({ id, state }: ReservationRow): Promise<UsageRow> {
    if (state === 'released') {
      throw new ConflictError('The reservation was released');
    }
    const row = await this.#knex<UsageRow>('usage')
      .where({ reservation_id: id, kind: 'settled' })
      .first();
    if (!row) {
      throw new NotFoundError(
        `The reservation is ${state}, longer ago than single uses are kept`,
      );
    }
    return row;
  }

  async #writeAll(
    granted: readonly Granted[],
  ): Promise<(ReservationRow | undefined)[]> {
    const inserted = await this.#knex<ReservationRow>('reservations')
      .insert(granted.map(toRow))
      .onConflict(['tenant', 'request_id'])
      .ignore()
      .returning('*');
    const rows = new Map(
      inserted.map(row => [keyOf(row.tenant, row.request_id), row]),
    );
    return granted.map(({ call }) =>
      rows.get(keyOf(call.tenant, call.requestId)),
    );
  }
}

function toRow({ call, expiresAtMs }: Granted): ReservationRow {
  return {
    id: randomUUID(),
    tenant: call.tenant,
    request_id: call.requestId,
    tokens: call.tokens,
    model: call.model ?? null,
    entity_ref: call.entityRef ?? null,
    reserved_by: call.reservedBy,
    state: 'open',
    created_at: new Date(),
    expires_at: new Date(expiresAtMs),
    ended_at: null,
  };
}

function keyOf(tenant: string, requestId: string): string {
  return JSON.stringify([tenant, requestId]);
}
