import { ConflictError } from '@backstage/errors';
import { isEqual } from 'lodash';
import { createHash } from 'node:crypto';
import type { ReservationRow } from '../database';

/** A call that somebody wants to make. Refs are in canonical form. */
export interface CallRequest {
  tenant: string;
  requestId: string;
  /** The most that it may use, input and output together. */
  tokens: number;
  model?: string;
  entityRef?: string;
  /** The user or service that asks, and the only one that may settle. */
  reservedBy: string;
}

/**
 * What a request is called in the buckets. Two requests that are not the same are not the same there either, also when they have
 * one id and come at once: else one would be let in by what the other is charged.
 */
export function bucketRequestId(call: CallRequest): string {
  return createHash('sha256')
    .update(JSON.stringify(identityOf(call)))
    .digest('hex');
}

/** What makes two requests the same. */
function identityOf(call: CallRequest): (string | number | null)[] {
  return [
    call.requestId,
    call.tokens,
    call.model ?? null,
    call.entityRef ?? null,
    call.reservedBy,
  ];
}

/** The request that a reservation was made for. */
export function toCall(row: ReservationRow): CallRequest {
  return {
    tenant: row.tenant,
    requestId: row.request_id,
    tokens: Number(row.tokens),
    model: row.model ?? undefined,
    entityRef: row.entity_ref ?? undefined,
    reservedBy: row.reserved_by,
  };
}

/**
 * Sees to it that a request is the one that a reservation was made for.
 *
 * @throws ConflictError when it is another one, or over
 */
export function assertRepeated(row: ReservationRow, call: CallRequest): void {
  if (!isEqual(identityOf(toCall(row)), identityOf(call))) {
    throw new ConflictError(
      `The 'requestId' was used for another reservation of the tenant`,
    );
  }
  if (row.state !== 'open') {
    throw new ConflictError(
      `The reservation of this 'requestId' is ${row.state}: take another for another call`,
    );
  }
}
