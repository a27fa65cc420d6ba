import type { JsonValue } from '@backstage/types';
import type { SourceState } from '../source';

/**
 * What a source remembers, kept in memory: for tests of a source without a portal around it.
 *
 * @public
 */
export function createSourceState(): SourceState {
  const entries = new Map<string, string>();
  const read = (json: string): JsonValue => JSON.parse(json);
  return {
    async get(key) {
      const json = entries.get(key);
      return json === undefined ? undefined : read(json);
    },
    async set(key, value) {
      entries.set(key, JSON.stringify(value));
    },
    async delete(key) {
      entries.delete(key);
    },
    async list(prefix) {
      return [...entries]
        .filter(([key]) => key.startsWith(prefix))
        .sort(([left], [right]) => (left < right ? -1 : 1))
        .map(([key, json]) => ({ key, value: read(json) }));
    },
  };
}
