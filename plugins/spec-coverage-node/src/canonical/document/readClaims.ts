import {
  codeLanguage,
  NAME_LANGUAGE_IN_COMMENT,
  readCodeClaim,
  readProseClaim,
} from '../claims';
import type { ReadClaim } from '../claims';
import type { Inline, Part } from './parts';
import type { WrittenDocument } from './writeDocument';
import { plainText } from './writeInline';

/**
 * The claims of a document, in its order: code blocks and paragraphs wherever they stand, in panels, lists and cells too.
 *
 * @param positions - where the parts are in the canonical text
 * @internal
 */
export function readClaims(
  parts: readonly Part[],
  positions: WrittenDocument['positions'],
): ReadClaim[] {
  return parts.flatMap(part => {
    const { line, breaks } = positions.get(part) ?? { line: 1, breaks: true };
    switch (part.type) {
      case 'code': {
        const claim = readCodeClaim({
          language: codeLanguage({ chosen: part.language, body: part.value }),
          body: part.value,
          line,
          howToNameLanguage: NAME_LANGUAGE_IN_COMMENT,
        });
        return claim ? [claim] : [];
      }
      case 'paragraph':
        return readParagraphClaims(part.content, line, breaks ? 1 : 0);
      default:
        return [];
    }
  });
}

/**
 * Editors for rich text make a break of each line end that somebody pastes, so a claim begins on each line of a paragraph
 * that begins like one, and goes on to the next.
 */
function readParagraphClaims(
  content: readonly Inline[],
  line: number,
  linesPerBreak: number,
): ReadClaim[] {
  const starts = startsOfClaims(content);
  return starts.flatMap(({ index: start, breaks }, position) => {
    const end = starts[position + 1]?.index ?? content.length;
    let endOfStrong = start;
    while (endOfStrong < end && isStrong(content[endOfStrong])) {
      endOfStrong += 1;
    }
    const claim = readProseClaim({
      strong: plainText(content.slice(start, endOfStrong)),
      rest: plainText(content.slice(endOfStrong, end)),
      line: line + breaks * linesPerBreak,
    });
    return claim ? [claim] : [];
  });
}

/** The lines of a paragraph that begin with `Invariant` in strong text. */
function startsOfClaims(
  content: readonly Inline[],
): Array<{ index: number; breaks: number }> {
  const starts: Array<{ index: number; breaks: number }> = [];
  let breaks = 0;
  for (const [index, piece] of content.entries()) {
    const previous = content[index - 1];
    const startsLine = previous === undefined || previous.type === 'break';
    if (startsLine && isStrong(piece) && /^invariant/i.test(textOf(piece))) {
      starts.push({ index, breaks });
    }
    breaks += piece.type === 'break' ? 1 : 0;
  }
  return starts;
}

function isStrong(piece: Inline): boolean {
  return piece.style.marks.includes('strong');
}

function textOf(piece: Inline): string {
  return piece.type === 'text' ? piece.value : '';
}
