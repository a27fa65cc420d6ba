import type { JsonValue } from '@backstage/types';

/**
 * JSON in one style: no space, the keys of objects in the order of their UTF-16 units. Values that are equal have the same
 * text, and the text is ASCII where JavaScript strings are not Unicode (RFC 8259, section 8.2).
 *
 * Takes any depth, unlike `JSON.stringify`, since a vendor's answer is written before anybody has looked at it.
 *
 * @internal
 */
export function canonicalJson(value: JsonValue): string {
  const written: string[] = [];
  // What is still to be written, the next on top: text as it is, or a value.
  const pending: Array<{ text: string } | { value: JsonValue }> = [{ value }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if ('text' in next) {
      written.push(next.text);
    } else if (Array.isArray(next.value)) {
      written.push('[');
      pending.push({ text: ']' });
      for (let index = next.value.length - 1; index >= 0; index -= 1) {
        pending.push({ value: next.value[index] });
        if (index > 0) {
          pending.push({ text: ',' });
        }
      }
    } else if (typeof next.value === 'object' && next.value !== null) {
      const entries = sortedEntries(next.value);
      written.push('{');
      pending.push({ text: '}' });
      for (let index = entries.length - 1; index >= 0; index -= 1) {
        const [key, member] = entries[index];
        pending.push({ value: member }, { text: `${JSON.stringify(key)}:` });
        if (index > 0) {
          pending.push({ text: ',' });
        }
      }
    } else {
      written.push(JSON.stringify(next.value));
    }
  }
  return written.join('');
}

function sortedEntries(object: {
  [key: string]: JsonValue | undefined;
}): Array<[key: string, member: JsonValue]> {
  return Object.entries(object)
    .flatMap<[string, JsonValue]>(([key, member]) =>
      member === undefined ? [] : [[key, member]],
    )
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
