import type { Token } from 'markdown-it';
import type { Inline, Mark } from './blocks';

const MARKS: Readonly<Record<string, Mark>> = {
  em: 'emphasis',
  strong: 'strong',
  s: 'deleted',
};

/**
 * Reads the text of a paragraph, heading or table cell. White space is one space, wherever lines end; characters are in
 * Unicode NFC also where the document writes them as references.
 *
 * @internal
 */
export function readInline(tokens: readonly Token[]): Inline[] {
  const content: Inline[] = [];
  for (const token of tokens) {
    const part = readPart(token);
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

function readPart(token: Token): Inline {
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
        value: token.content.normalize('NFC').replace(/[ \t]+$/gm, ''),
      };
    case 'link_open':
      return { type: 'link', open: true, ...target(token, 'href') };
    case 'link_close':
      return { type: 'link', open: false };
    case 'image':
      return {
        type: 'image',
        ...target(token, 'src'),
        alt: plainText(readInline(token.children ?? [])),
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
): { url: string; title: string } {
  return {
    url: (token.attrGet(attribute) ?? '').normalize('NFC'),
    title: oneSpace(token.attrGet('title') ?? '').trim(),
  };
}

/** No-break spaces are characters of their own. */
function oneSpace(text: string): string {
  return text.normalize('NFC').replace(/[ \t\n\r\f]+/g, ' ');
}
