import type { JsonValue } from '@backstage/types';

/**
 * What a source has to remember between two runs and share between the processes of the portal, such as the channels
 * that it opened or how far it has read. Kept in the database of the plugin, apart for each source.
 *
 * Never the place for a secret: whoever reads the database reads it.
 *
 * @public
 */
export interface SourceState {
  /** The value of a key; `undefined` where there is none. */
  get(key: string): Promise<JsonValue | undefined>;
  /** Stores a value in place of the one before. A key has at most 255 characters. */
  set(key: string, value: JsonValue): Promise<void>;
  /** Forgets a value. */
  delete(key: string): Promise<void>;
  /** All entries whose key begins with a prefix, in the order of their keys. */
  list(prefix: string): Promise<Array<{ key: string; value: JsonValue }>>;
}
