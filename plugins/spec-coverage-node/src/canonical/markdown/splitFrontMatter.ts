/**
 * Takes the YAML front matter off a document: what stands between a first line `---` and the next such line. The lines
 * stay in the body as blank ones, so that its line numbers are those of the document.
 *
 * @internal
 */
export function splitFrontMatter(text: string): {
  /** Undefined where there is none. */
  frontMatter?: string;
  body: string;
} {
  const open = /^---[ \t]*\n/.exec(text);
  if (!open) {
    return { body: text };
  }
  const close = /^---[ \t]*(?:\n|$)/m.exec(text.slice(open[0].length));
  if (!close) {
    return { body: text };
  }
  const start = open[0].length;
  const end = start + close.index + close[0].length;
  const lines = text.slice(0, end).split('\n').length - 1;
  return {
    frontMatter: text.slice(start, start + close.index),
    body: `${'\n'.repeat(lines)}${text.slice(end)}`,
  };
}
