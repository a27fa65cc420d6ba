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

export interface UsageRow {
  id: string;
  reservation_id: string;
  tenant: string;
  model: string | null;
  entity_ref: string | null;
  input_tokens: DbCount;
  cached_input_tokens: DbCount;
  output_tokens: DbCount;
  unsettled_tokens: DbCount;
  cost_micro_usd: DbCount | null;
  used_at: DbMoment;
}

export interface KillSwitchEventRow {
  id: DbCount;
  tenant: string;
  enabled: boolean | number;
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
