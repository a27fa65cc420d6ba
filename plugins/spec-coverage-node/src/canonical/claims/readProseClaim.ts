import type { ReadClaim } from './claim';
import { looksLikeClaim, readClaimHeader } from './claimHeader';

const FORM =
  '**Invariant KEY:** text, for example **Invariant LEDGER-7:** refunds are idempotent';

/** One word with a digit in it, which is what keys look like: `Invariant LEDGER-7`, its colon forgotten. */
const KEY_WITHOUT_COLON = /^invariant\s+(\S+)$/i;

/**
 * Reads a claim without a formal body: a paragraph that begins with strong text `Invariant KEY:`, the colon inside the
 * strong text or right behind it.
 *
 * @param paragraph - its strong beginning and the rest, both as plain text on one line
 * @returns undefined for a paragraph that is plain documentation
 * @internal
 */
export function readProseClaim(paragraph: {
  strong: string;
  rest: string;
  line: number;
}): ReadClaim | undefined {
  const strong = paragraph.strong.trim();
  if (!looksLikeClaim(strong)) {
    return undefined;
  }
  const rest = paragraph.rest.trim();
  const hasColon = strong.includes(':') || rest.startsWith(':');
  if (!hasColon && !/\d/.test(KEY_WITHOUT_COLON.exec(strong)?.[1] ?? '')) {
    return undefined;
  }
  const joined = rest.startsWith(':')
    ? `${strong}${rest}`
    : `${strong} ${rest}`;
  const header = hasColon ? joined : strong;
  return { ...readClaimHeader(header, FORM), line: paragraph.line };
}
