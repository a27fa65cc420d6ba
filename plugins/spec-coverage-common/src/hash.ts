/**
 * A short name for a text, 8 hexadecimal characters (FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/).
 * It tells things apart in names and signals; it protects nothing. Content hashes are sha256 and are made in the backend.
 *
 * @public
 */
export function shortName(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}
