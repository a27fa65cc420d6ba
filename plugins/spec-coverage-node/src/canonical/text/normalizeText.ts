/**
 * Prose as it stands in an editor for rich text, without what nobody can see: Unicode NFC, runs of white space as one space.
 * Such editors write no-break spaces (U+00A0) for spaces, and zero-width ones (U+200B, U+FEFF) next to what is no text, by
 * themselves, so neither is ever a change of what the document says.
 *
 * @internal
 */
export function normalizeProse(text: string): string {
  return text
    .replace(/[\u200b\ufeff]/g, '')
    .normalize('NFC')
    .replace(/[ \t\n\v\f\r\u00a0]+/g, ' ');
}

/**
 * Code with every character that it has, but for line ends, Unicode NFC and space at the ends of lines.
 *
 * @internal
 */
export function normalizeCode(code: string): string {
  return code
    .replace(/\r\n?/g, '\n')
    .normalize('NFC')
    .replace(/[ \t]+$/gm, '');
}
