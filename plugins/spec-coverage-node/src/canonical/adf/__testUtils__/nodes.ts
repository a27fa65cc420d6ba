import type { JsonObject, JsonValue } from '@backstage/types';

/** A document with these nodes in it. */
export function doc(...content: JsonValue[]): JsonObject {
  return { version: 1, type: 'doc', content };
}

/** A node with attributes. */
export function node(
  type: string,
  attrs: JsonObject,
  ...content: JsonValue[]
): JsonObject {
  return { type, attrs, ...(content.length > 0 && { content }) };
}

/** A node without attributes. */
export function plain(type: string, ...content: JsonValue[]): JsonObject {
  return { type, content };
}

/** Text with marks, each a type or a whole mark. */
export function text(
  value: string,
  ...marks: Array<string | JsonObject>
): JsonObject {
  return {
    type: 'text',
    text: value,
    ...(marks.length > 0 && {
      marks: marks.map(mark =>
        typeof mark === 'string' ? { type: mark } : mark,
      ),
    }),
  };
}

/** A paragraph of texts and other nodes. */
export function paragraph(...content: Array<string | JsonObject>): JsonObject {
  return plain(
    'paragraph',
    ...content.map(piece => (typeof piece === 'string' ? text(piece) : piece)),
  );
}

/** A link, as a mark. */
export function link(href: string): JsonObject {
  return { type: 'link', attrs: { href } };
}
