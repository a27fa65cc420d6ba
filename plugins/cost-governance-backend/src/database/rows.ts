/** A moment as the drivers give it: PostgreSQL a Date, SQLite the number of ms that was bound. */
export type DbMoment = Date | number | string;

/** A whole number of 64 bits as the drivers give it: PostgreSQL a text. */
export type DbCount = number | string;

/** How a reservation ended, or that it did not. */
export type ReservationState = 'open' | 'settled' | 'released' | 'expired';

export interface ReservationRow {
  id: string;
  tenant: string;
  request_id: string;
  tokens: DbCount;
  model: string | null;
  entity_ref: string | null;
  reserved_by: string;
  state: ReservationState;
  created_at: DbMoment;
  expires_at: DbMoment;
  ended_at: DbMoment | null;
}

/** What a row of the ledger says: a call was settled, its reservation expired, or that it did is taken back. */
export type UsageKind = 'settled' | 'expired' | 'reversed';

export interface UsageRow {
  id: string;
  reservation_id: string;
  kind: UsageKind;
  tenant: string;
  model: string | null;
  entity_ref: string | null;
  input_tokens: DbCount;
  cached_input_tokens: DbCount;
  cache_write_input_tokens: DbCount;
  long_cache_write_input_tokens: DbCount;
  output_tokens: DbCount;
  unsettled_tokens: DbCount;
  cost_micro_usd: DbCount | null;
  is_estimated: boolean | number;
  /** Of a correction, that of what it corrects. */
  used_at: DbMoment;
  recorded_at: DbMoment;
}

export interface VirtualKeyRow {
  id: string;
  /** Sha256 of the key in hexadecimal. */
  key_hash: string;
  prefix: string;
  name: string;
  tenant: string;
  entity_ref: string | null;
  created_by: string;
  created_at: DbMoment;
  expires_at: DbMoment | null;
  last_used_at: DbMoment | null;
  revoked_at: DbMoment | null;
  revoked_by: string | null;
}

/** Why a reservation was refused. */
export type RefusalReason =
  | 'exhausted'
  | 'tooLarge'
  | 'stopped'
  | 'withoutLimit'
  | 'unavailable';

export interface RefusalRow {
  day: string;
  tenant: string;
  reason: RefusalReason;
  requests: DbCount;
}

/** A model that was used and had no price. */
export interface UnpricedModelRow {
  model: string;
  first_used_at: DbMoment;
  /** When the admins were told. */
  told_at: DbMoment | null;
}

export interface KillSwitchEventRow {
  id: DbCount;
  tenant: string;
  enabled: boolean | number;
  end_running: boolean | number;
  reason: string;
  until: DbMoment | null;
  set_by: string;
  created_at: DbMoment;
}

/** Reads a moment of a row. */
export function toDate(moment: DbMoment): Date {
  return new Date(moment);
}

/** The UTC day of a moment, YYYY-MM-DD. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}
