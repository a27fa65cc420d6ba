import { settleClaims } from '../claims';
import type { ReadClaim } from '../claims';
import { Budget, readTitle } from '../document';
import { DEFAULT_MAX_INVARIANTS } from '../limits';
import type { CanonicalLimits } from '../limits';
import { refuseTooManyLines, refuseWhatIsNoText, shortenTitle } from '../text';
import type { CanonicalDocument } from '../types';
import { normalizeLine } from './normalizeLine';
import { writeParameters } from './parameters';
import { readBlockClaim, readLineClaims } from './readWikiClaims';
import { BLOCK, readWikiLines } from './readWikiLines';
import type { VerbatimBlock, WikiLine } from './readWikiLines';

/**
 * Makes the canonical form of a description in the wiki markup of Jira Data Center.
 *
 * The canonical text is wiki markup: the title as `h1.`, then the description as it is, without what nobody can see. What is
 * in `{code}` and `{noformat}` keeps every character but space at the ends of lines. In wiki markup the end of a line is a
 * line break, so where lines end counts.
 *
 * Pure: the same markup always gives the same result. Claims have the lines of the canonical text.
 *
 * @param document - `body` is the description, or null where there is none
 * @throws InputError with a sentence for the document's owners when the document cannot be read as a spec
 * @internal
 */
export function canonicalizeJiraWiki(
  document: { title: string; body: string | null },
  limits: CanonicalLimits = {},
): CanonicalDocument {
  const title = readTitle(document.title);
  const lines = readLines(document.body ?? '', limits);
  const { text, claims } = write(title, lines);
  return {
    title: shortenTitle(title),
    text,
    canonicalizer: 'jira-wiki/1',
    stories: [],
    components: [],
    invariants: settleClaims(
      claims,
      limits.maxInvariants ?? DEFAULT_MAX_INVARIANTS,
    ),
  };
}

/** The lines of a description in canonical form, without blank ones in a row and at both ends. */
function readLines(body: string, limits: CanonicalLimits): WikiLine[] {
  const budget = new Budget(limits);
  refuseWhatIsNoText(body, 'The description');
  budget.takeText(body);
  const markup = body.replace(/\r\n?|[\v\f]/g, '\n');
  refuseTooManyLines(markup.split('\n').length);
  const lines: WikiLine[] = [];
  for (const line of readWikiLines(markup)) {
    const text = normalizeLine(line.text);
    if (text !== '' || (lines.at(-1)?.text ?? '') !== '') {
      [text, ...line.blocks].forEach(() => budget.takeNode(0));
      lines.push({ ...line, text });
    }
  }
  if (lines.at(-1)?.text === '') {
    lines.pop();
  }
  return lines;
}

function bodyLines({ body }: VerbatimBlock): string[] {
  return body === '' ? [] : body.split('\n');
}

function write(
  title: string,
  lines: readonly WikiLine[],
): { text: string; claims: ReadClaim[] } {
  const written = [`h1. ${title}`.trim()];
  const claims: ReadClaim[] = [];
  if (lines.length > 0) {
    written.push('');
  }
  const texts = lines.map(({ text }) => text);
  for (const [index, { text, blocks }] of lines.entries()) {
    claims.push(
      ...readLineClaims(
        texts,
        index,
        written.length + 1,
        // The line with its opening tag ends, and that with its closing tag begins.
        blocks.map(block => bodyLines(block).length + 1),
      ),
    );
    const [first, ...rest] = text.split(BLOCK);
    let current = first;
    for (const [position, block] of blocks.entries()) {
      written.push(`${current}${openingTag(block)}`);
      const claim = readBlockClaim(block, written.length + 1);
      claims.push(...(claim ? [claim] : []));
      written.push(...bodyLines(block));
      current = `${closingTag(block)}${rest[position]}`;
    }
    if (current !== '' || blocks.length === 0) {
      written.push(current);
    }
    refuseTooManyLines(written.length);
  }
  return { text: `${written.join('\n')}\n`, claims };
}

function openingTag({ macro, parameters }: VerbatimBlock): string {
  return `{${macro}${writeParameters(parameters)}}`;
}

function closingTag({ macro, closed }: VerbatimBlock): string {
  return closed ? `{${macro}}` : '';
}
