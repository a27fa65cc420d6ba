import { normalizeInline, styleOf } from '../document/normalizeInline';
import type { Inline, Mark } from '../document/parts';
import type { Inline as MarkdownInline } from '../markdown/blocks';
import { imageAddress } from './dropImageData';

/** Marks for which Markdown has only HTML. */
const HTML_MARKS: ReadonlyMap<string, Mark> = new Map([
  ['u', 'underlined'],
  ['sub', 'subscript'],
  ['sup', 'superscript'],
]);
const HTML_MARK = /^<(\/?)(u|sub|sup)>$/i;
const HTML_BREAK = /^<br *\/?>$/i;

/**
 * The text of a paragraph, heading or cell, without what nobody sees.
 *
 * @param addresses - what the addresses of headings in this document become
 * @internal
 */
export function readInline(
  content: readonly MarkdownInline[],
  addresses: ReadonlyMap<string, string>,
): Inline[] {
  const pieces: Inline[] = [];
  const marks = new Set<Mark>();
  let link: string | undefined;
  for (const part of content) {
    const style = styleOf(marks, link);
    switch (part.type) {
      case 'mark':
        setMark(marks, part.mark, part.open);
        break;
      case 'link':
        link = part.open ? targetOf(part, addresses) : undefined;
        break;
      case 'image':
        pieces.push({
          type: 'node',
          name: 'image',
          arguments: [part.alt, targetOf(part, addresses)],
          style,
        });
        break;
      case 'html':
        if (HTML_BREAK.test(part.value)) {
          pieces.push({ type: 'break', style });
        } else if (!setHtmlMark(marks, part.value)) {
          pieces.push({
            type: 'node',
            name: 'html',
            arguments: [part.value],
            style,
          });
        }
        break;
      default:
        pieces.push({ ...part, style });
        break;
    }
  }
  return normalizeInline(pieces);
}

function setMark(marks: Set<Mark>, mark: Mark, open: boolean): void {
  if (open) {
    marks.add(mark);
  } else {
    marks.delete(mark);
  }
}

/** @returns whether the HTML is the begin or end of a mark */
function setHtmlMark(marks: Set<Mark>, html: string): boolean {
  const match = HTML_MARK.exec(html);
  const mark = HTML_MARKS.get(match?.[2].toLowerCase() ?? '');
  if (!match || !mark || (match[1] === '/' && !marks.has(mark))) {
    return false;
  }
  setMark(marks, mark, match[1] === '');
  return true;
}

function targetOf(
  { url, title }: { url: string; title: string },
  addresses: ReadonlyMap<string, string>,
): string {
  // Only a title stands behind a space.
  const address = (addresses.get(url) ?? imageAddress(url)).replace(
    /\s/g,
    encodeURIComponent,
  );
  return title ? `${address} ${JSON.stringify(title)}` : address;
}
