const MAX_TITLE_LENGTH = 300;

/**
 * Keeps a document's title short enough for a list. The canonical text has all of it.
 *
 * @internal
 */
export function shortenTitle(title: string): string {
  return title.length > MAX_TITLE_LENGTH
    ? `${title.slice(0, MAX_TITLE_LENGTH - 1)}…`
    : title;
}
