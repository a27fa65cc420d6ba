/**
 * Cuts a text that is to be shown to a person, and says that it was cut.
 *
 * @internal
 */
export function truncate(text: string, maximum: number): string {
  return text.length <= maximum
    ? text
    : `${text.slice(0, maximum)}… (${text.length} characters)`;
}
