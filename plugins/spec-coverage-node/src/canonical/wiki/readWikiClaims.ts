import {
  codeLanguage,
  NAME_LANGUAGE_IN_COMMENT,
  readCodeClaim,
  readProseClaim,
} from '../claims';
import type { ReadClaim } from '../claims';
import { BLOCK } from './readWikiLines';
import type { VerbatimBlock } from './readWikiLines';
import { readTableRow } from './tableRow';

/** Marks of lists and quotes, and macros such as `{panel}`, that may stand in front of a claim. */
const BEFORE_CLAIM =
  /^(?:[*#-]+ +|bq\. +|\{[a-z]+(?::[^{}]*)?\} *|\[[ x]\] +)*/;
/** What a paragraph does not go on with. */
const STARTS_BLOCK = /^(?:[*#-]+ |h[1-6]\. |bq\. |\||-{4,}$|\{[a-z]+[:}])/;
const STRONG = /^(?:\{\*\}|\*)(?=\S)/;

/**
 * The claim that a verbatim block states, if it states one.
 *
 * @param line - of the canonical text on which the body begins
 * @internal
 */
export function readBlockClaim(
  block: VerbatimBlock,
  line: number,
): ReadClaim | undefined {
  return readCodeClaim({
    language: codeLanguage({
      chosen: block.parameters.language,
      body: block.body,
    }),
    body: block.body,
    line,
    howToNameLanguage: NAME_LANGUAGE_IN_COMMENT,
  });
}

/**
 * The claims without a formal body that begin on a line: `*Invariant KEY:* text`, also in a list, a quote, a panel and each
 * cell of a table. Such a claim goes on to the end of its paragraph, or to the next claim.
 *
 * @param texts - of the lines of the document, in canonical form
 * @param index - of the line in `texts`
 * @param line - of the canonical text on which it begins
 * @param blockHeights - by how many lines each verbatim block of the line puts what follows it further down
 * @internal
 */
export function readLineClaims(
  texts: readonly string[],
  index: number,
  line: number,
  blockHeights: readonly number[],
): ReadClaim[] {
  const text = texts[index];
  if (!text.startsWith('|')) {
    return toClaims(
      readOpening(text, () => following(texts, index)),
      line,
    );
  }
  let blocks = 0;
  return readTableRow(text).flatMap(cell => {
    const above = blockHeights
      .slice(0, blocks)
      .reduce((lines, height) => lines + height, 0);
    blocks += cell.text.split(BLOCK).length - 1;
    return toClaims(readOpening(cell.text), line + above);
  });
}

function toClaims(
  opening: ReturnType<typeof readOpening>,
  line: number,
): ReadClaim[] {
  const claim = opening && readProseClaim({ ...opening, line });
  return claim ? [claim] : [];
}

/** The strong text with which a claim begins, and what follows it. */
function readOpening(
  text: string,
  readMore: () => string[] = () => [],
): { strong: string; rest: string } | undefined {
  const [line] = text.replace(BEFORE_CLAIM, '').split(BLOCK);
  const mark = STRONG.exec(line)?.[0];
  if (!mark || !/^invariant/i.test(line.slice(mark.length))) {
    return undefined;
  }
  let end = line.indexOf(mark, mark.length);
  while (end >= 0 && /[\s\\]/.test(line[end - 1])) {
    end = line.indexOf(mark, end + 1);
  }
  if (end < 0) {
    return undefined;
  }
  const rest = line.slice(end + mark.length);
  const more = text.includes(BLOCK) ? [] : readMore();
  return {
    strong: plainText(line.slice(mark.length, end)),
    rest: plainText([rest, ...more].join(' ')),
  };
}

/** The further lines of the paragraph that a line belongs to, up to the next claim. */
function following(texts: readonly string[], index: number): string[] {
  let end = index + 1;
  while (end < texts.length && !endsParagraph(texts[end])) {
    end += 1;
  }
  return texts.slice(index + 1, end);
}

function endsParagraph(text: string): boolean {
  return (
    text === '' ||
    text.includes(BLOCK) ||
    STARTS_BLOCK.test(text) ||
    readOpening(text) !== undefined
  );
}

/** Text without the marks that people do not see. */
function plainText(markup: string): string {
  return markup
    .replace(/\{\{|\}\}|\{\*\}|\{color(?::[^{}]*)?\}/g, '')
    .replace(/\\\\/g, ' ')
    .replace(/\\([^\w\s])/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}
