const DAY_MS = 24 * 60 * 60_000;

/** A UTC day as it is stored, some days before or after a moment. */
export function dayOf(moment: Date, offset = 0): string {
  return new Date(moment.getTime() + offset * DAY_MS)
    .toISOString()
    .slice(0, 10);
}
