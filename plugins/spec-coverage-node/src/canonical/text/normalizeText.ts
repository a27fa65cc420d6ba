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
    .replace(/[ \t\n\v\f\r\u00a0\u2028\u2029]+/g, ' ');
}

/**
 * Code with every character that it has, but for line ends (breaks of lines and pages too, which word processors leave in
 * what is pasted), Unicode NFC and space at the ends of lines.
 *
 * @internal
 */
export function normalizeCode(code: string): string {
  return withoutTrailingSpace(
    code.replace(/\r\n?|[\v\f]/g, '\n').normalize('NFC'),
  );
}

/**
 * Text without space at the ends of its lines. The time grows with the length of the text: without what the pattern looks
 * back at, it would grow with the square of that of a run of spaces.
 *
 * @internal
 */
export function withoutTrailingSpace(text: string): string {
  return text.replace(/(?<![ \t])[ \t]+(?=\n|$)/g, '');
}
