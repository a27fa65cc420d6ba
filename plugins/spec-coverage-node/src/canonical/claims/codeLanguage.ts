import { commentLines } from './commentLines';

const LANGUAGE = /^language\s*:\s*(\S+)$/i;

/** What editors call a code block for which nobody chose a language. */
const NO_LANGUAGE = new Set([
  '',
  'none',
  'plain',
  'plain text',
  'plaintext',
  'text',
]);

/**
 * The language of a code block in an editor for rich text. Such editors let people choose from a list of their own, on which
 * the languages of solvers are missing, so it can be said in the block itself. In this order:
 *
 * 1. a line `language: NAME` within the comments with which the code begins, such as `;; language: smt2`;
 * 2. the language that was chosen for the block, unless that is none or plain text;
 * 3. `smt2` where the code begins with a comment of SMT-LIB, `;`.
 *
 * @param code - `chosen` is what the editor has as the block's language
 * @returns in lower case; undefined where nothing says it
 * @internal
 */
export function codeLanguage(code: {
  chosen: string | undefined;
  body: string;
}): string | undefined {
  for (const { text, leading } of commentLines(code.body)) {
    const match = leading ? LANGUAGE.exec(text) : null;
    if (match) {
      return match[1].toLowerCase();
    }
  }
  const chosen = (code.chosen ?? '').trim().toLowerCase();
  if (!NO_LANGUAGE.has(chosen)) {
    return chosen;
  }
  return /^\s*;/.test(code.body) ? 'smt2' : undefined;
}

/**
 * Says how the language of a code block is named in an editor for rich text, for `readCodeClaim`.
 *
 * @internal
 */
export const NAME_LANGUAGE_IN_COMMENT =
  "Write it below the claim's comment, for example ;; language: smt2.";
