import type { Token } from 'markdown-it';
import { withoutTrailingSpace } from '../text';
import type { Inline, Mark } from './blocks';

const MARKS: Readonly<Record<string, Mark>> = {
  em: 'emphasis',
  strong: 'strong',
  s: 'deleted',
};

/**
 * Is told of the length of each link target, before it is used: one definition can stand behind very many links.
 *
 * @internal
 */
export type OnLinkTarget = (characters: number) => void;

/**
 * Reads the text of a paragraph, heading or table cell. White space is one space, wherever lines end; characters are in
 * Unicode NFC also where the document writes them as references.
 *
 * @internal
 */
export function readInline(
  tokens: readonly Token[],
  onLinkTarget: OnLinkTarget,
): Inline[] {
  const content: Inline[] = [];
  for (const token of tokens) {
    const part = readPart(token, onLinkTarget);
    const last = content.at(-1);
    if (part.type === 'text' && last?.type === 'text') {
      last.value += part.value;
    } else if (part.type !== 'text' || part.value !== '') {
      content.push(part);
    }
  }
  for (const part of content) {
    if (part.type === 'text') {
      part.value = oneSpace(part.value);
    }
  }
  return content;
}

/**
 * Text as a person reads it, without markup.
 *
 * @internal
 */
export function plainText(content: readonly Inline[]): string {
  const parts = content.map(part => {
    switch (part.type) {
      case 'text':
      case 'code':
        return part.value;
      case 'image':
        return part.alt;
      case 'break':
        return ' ';
      default:
        return '';
    }
  });
  return parts.join('').replace(/\s+/g, ' ').trim();
}

function readPart(token: Token, onLinkTarget: OnLinkTarget): Inline {
  switch (token.type) {
    case 'softbreak':
      return { type: 'text', value: ' ' };
    case 'hardbreak':
      return { type: 'break' };
    case 'code_inline':
      return { type: 'code', value: token.content.normalize('NFC') };
    case 'html_inline':
      return {
        type: 'html',
        value: withoutTrailingSpace(token.content.normalize('NFC')),
      };
    case 'link_open':
      return {
        type: 'link',
        open: true,
        ...target(token, 'href', onLinkTarget),
      };
    case 'link_close':
      return { type: 'link', open: false };
    case 'image':
      return {
        type: 'image',
        ...target(token, 'src', onLinkTarget),
        alt: plainText(readInline(token.children ?? [], onLinkTarget)),
      };
    default: {
      const mark = MARKS[token.tag];
      return mark
        ? { type: 'mark', mark, open: token.nesting > 0 }
        : { type: 'text', value: token.content };
    }
  }
}

function target(
  token: Token,
  attribute: 'href' | 'src',
  onLinkTarget: OnLinkTarget,
): { url: string; title: string } {
  const url = token.attrGet(attribute) ?? '';
  const title = token.attrGet('title') ?? '';
  onLinkTarget(url.length + title.length);
  return { url: url.normalize('NFC'), title: oneSpace(title).trim() };
}

/** No-break spaces are characters of their own. */
function oneSpace(text: string): string {
  return text.normalize('NFC').replace(/[ \t\n\r\f]+/g, ' ');
}
