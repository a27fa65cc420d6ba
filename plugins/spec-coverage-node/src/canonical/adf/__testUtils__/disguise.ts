import type { JsonObject, JsonValue } from '@backstage/types';

/** The same document as another editor could have written it: everything that says nothing is different. */
export function disguise(json: JsonValue): JsonValue {
  if (Array.isArray(json)) {
    return json.flatMap(splitText).map(disguise);
  }
  if (typeof json !== 'object' || json === null) {
    return json;
  }
  const { type, marks, attrs, ...others } = json;
  const disguised: JsonObject = {
    ...Object.fromEntries(
      Object.entries(others)
        .reverse()
        .map(([key, value]) => [key, disguise(value ?? null)]),
    ),
    attrs: {
      localId: '1f',
      layout: 'wide',
      ...(typeof attrs === 'object' ? attrs : {}),
    },
    ...(marks !== undefined && { marks: disguiseMarks(marks) }),
    type,
  };
  return type === 'doc' && Array.isArray(disguised.content)
    ? {
        ...disguised,
        content: [
          ...disguised.content,
          { type: 'paragraph', content: [{ type: 'text', text: ' \u200b' }] },
        ],
      }
    : disguised;
}

function disguiseMarks(marks: JsonValue | undefined): JsonValue[] {
  const list = Array.isArray(marks) ? marks : [];
  const firstLink = list.find(isLink);
  return [
    { type: 'textColor', attrs: { color: '#ff5630' } },
    ...list.filter(mark => mark === firstLink || !isLink(mark)).reverse(),
    { type: 'annotation', attrs: { id: 'c1' } },
  ];
}

function isLink(mark: JsonValue): boolean {
  return typeof mark === 'object' && JSON.stringify(mark).includes('"link"');
}

function splitText(node: JsonValue): JsonValue[] {
  if (
    typeof node !== 'object' ||
    node === null ||
    Array.isArray(node) ||
    node.type !== 'text' ||
    typeof node.text !== 'string'
  ) {
    return [node];
  }
  const characters = [...node.text.normalize('NFD')];
  const middle = Math.floor(characters.length / 2);
  return [
    { ...node, text: characters.slice(0, middle).join('') },
    { ...node, text: '' },
    { ...node, text: characters.slice(middle).join('') },
  ];
}
