/** Nobody asks to be left alone longer than this, in ms, but by mistake. */
const LONGEST_MS = 60 * 60_000;

/** Numbers from here on are moments in seconds since 1970, and not durations. */
const EPOCH_SECONDS = 1_000_000_000;

/**
 * How long an answer asks its reader to wait, in ms, at most an hour: by `Retry-After` in seconds or as a date (RFC 9110), or
 * else by `X-RateLimit-Reset` as a date or in seconds since 1970, which Jira and GitHub send.
 *
 * @param header - gives a header's value by its name in lower case
 * @param now - in ms since 1970
 * @returns undefined when it does not ask
 * @public
 */
export function readRetryAfterMs(
  header: (name: string) => string | null | undefined,
  now: number,
): number | undefined {
  const wait =
    toWaitMs(header('retry-after'), now) ??
    (header('x-ratelimit-remaining') === '0' || !header('x-ratelimit-remaining')
      ? toWaitMs(header('x-ratelimit-reset'), now)
      : undefined);
  return wait === undefined
    ? undefined
    : Math.min(Math.max(wait, 0), LONGEST_MS);
}

function toWaitMs(
  value: string | null | undefined,
  now: number,
): number | undefined {
  const text = value?.trim();
  if (!text) {
    return undefined;
  }
  if (/^\d+(?:\.\d+)?$/.test(text)) {
    const seconds = Number(text);
    return seconds >= EPOCH_SECONDS ? seconds * 1000 - now : seconds * 1000;
  }
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? undefined : moment - now;
}
