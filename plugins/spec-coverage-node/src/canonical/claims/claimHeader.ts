import { isInvariantKey } from '@proofline/backstage-plugin-spec-coverage-common';

/**
 * What the words `invariant KEY: text` say.
 *
 * @internal
 */
export interface ClaimHeader {
  key?: string;
  text: string;
  problems: string[];
}

const INVARIANT_WORD = /^invariant(?![\p{L}\p{N}_-])/iu;
const HEADER = /^invariant\s+([^\s:]+)\s*:(.*)$/isu;

/**
 * Whether a text begins with the word `invariant`, and so is meant as a claim.
 *
 * @internal
 */
export function looksLikeClaim(text: string): boolean {
  return INVARIANT_WORD.test(text);
}

/**
 * Whether a text has the form `invariant KEY: text`, whatever the key.
 *
 * @internal
 */
export function hasClaimForm(text: string): boolean {
  return HEADER.test(text);
}

/**
 * Reads `invariant KEY: text`.
 *
 * @param text - begins with the word `invariant`
 * @param form - how a claim is written where this one stands, for the message
 * @internal
 */
export function readClaimHeader(text: string, form: string): ClaimHeader {
  const match = HEADER.exec(text);
  if (!match) {
    return {
      text: text.replace(INVARIANT_WORD, '').trim(),
      problems: [
        `This looks like a claim and has no key that can be read. Write it as ${form}.`,
      ],
    };
  }
  const key = match[1];
  const claim = match[2].trim();
  const problems: string[] = [];
  if (!isInvariantKey(key)) {
    problems.push(
      `The key '${shorten(
        key,
      )}' is not valid: a key is a letter and then up to 62 letters, digits, dots, dashes or underscores, for example LEDGER-1.`,
    );
  }
  if (!claim) {
    problems.push(
      'The claim has no text after the colon. Say in words what is claimed.',
    );
  }
  return {
    key: isInvariantKey(key) ? key : undefined,
    text: claim,
    problems,
  };
}

/**
 * Keeps a text from a document short enough for a message.
 *
 * @internal
 */
export function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
