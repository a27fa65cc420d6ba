import { parseSpecRef } from '@proofline/backstage-plugin-spec-coverage-common';
import type { ReadClaim } from './claim';
import {
  hasClaimForm,
  looksLikeClaim,
  readClaimHeader,
  shorten,
} from './claimHeader';
import { commentLines } from './commentLines';
import type { CommentLine } from './commentLines';

const STORY = /^story\s*:(.*)$/i;
const FORM =
  "a comment 'invariant KEY: text' in the first line, for example ;; invariant LEDGER-1: a withdrawal never makes the balance negative";

const NAME_LANGUAGE_AT_FENCE =
  'Write it behind the opening fence, for example ```smt2.';

/** `invariant LEDGER-1:`. Below the first line of code a word without a digit, as in `invariant i:`, is documentation. */
const CLAIM_BELOW_CODE = /^invariant\s+([a-z][\w.-]*)\s*:/i;

/**
 * Reads the claim that a code block states in the comments with which it begins, if it states one.
 *
 * A comment that is meant as a claim and is none – misspelt, below the first line of code, a second one – is a problem
 * of the claim and does not vanish: an invariant that nobody expects would make the document look more proven than it is.
 *
 * @param code - `line` is the line of the document on which the code begins; `howToNameLanguage` is advice for a block
 *   without a language, that of Markdown unless given
 * @returns undefined for a code block that is plain documentation
 * @internal
 */
export function readCodeClaim(code: {
  language: string | undefined;
  body: string;
  line: number;
  howToNameLanguage?: string;
}): ReadClaim | undefined {
  const comments = commentLines(code.body);
  const stated = comments.filter(isMeantAsClaim);
  if (stated.length === 0) {
    return undefined;
  }
  const [first] = stated;
  const { key, text, problems } = readClaimHeader(first.text, FORM);
  if (!first.leading) {
    problems.push(
      `The claim is stated on line ${
        code.line + first.index
      }, below the first line of code. Put its comment above the code.`,
    );
  }
  if (stated.length > 1) {
    const lines = stated.map(({ index }) => code.line + index).join(', ');
    problems.push(
      `One code block states one claim, and this one states ${stated.length}, on lines ${lines}. Give each a block of its own.`,
    );
  }
  if (!code.language) {
    problems.push(
      `The code block names no language. ${
        code.howToNameLanguage ?? NAME_LANGUAGE_AT_FENCE
      }`,
    );
  }
  const story = readStory(comments, problems);
  return {
    key,
    text,
    ...(story && { story }),
    ...(code.language && { language: code.language }),
    body: code.body,
    line: code.line,
    problems,
  };
}

function isMeantAsClaim(
  { text, leading }: CommentLine,
  position: number,
): boolean {
  if (!leading) {
    return /\d/.test(CLAIM_BELOW_CODE.exec(text)?.[1] ?? '');
  }
  return hasClaimForm(text) || (position === 0 && looksLikeClaim(text));
}

function readStory(
  comments: readonly CommentLine[],
  problems: string[],
): string | undefined {
  const stories = comments.flatMap(({ text, leading }) => {
    const match = leading ? STORY.exec(text) : null;
    return match ? [match[1].trim()] : [];
  });
  if (stories.length === 0) {
    return undefined;
  }
  if (stories.length > 1) {
    problems.push(
      `A claim belongs to one user story, and this one names ${stories.length}. Keep one 'story:' line.`,
    );
    return undefined;
  }
  try {
    parseSpecRef(stories[0]);
    return stories[0];
  } catch {
    problems.push(
      `The user story '${shorten(
        stories[0],
      )}' cannot be read: expected <source>:<document>, for example jira:PAY-10.`,
    );
    return undefined;
  }
}
