/**
 * A comment that fills a line of a code block, without its comment mark.
 *
 * @internal
 */
export interface CommentLine {
  /** Index of the line in the code block; the first is 0. */
  index: number;
  text: string;
  /** No line of code stands before it. */
  leading: boolean;
}

/** Marks of comments that end with the line: SMT-LIB and Lisp, C++ and Rust, Python, Lean and SQL, TeX and Prolog, TLA+. */
const LINE_COMMENT = /^(?:;+|\/{2,}!?|#+|-{2,}|%+|\\\*)(.*)$/;

/** Comments with an end of their own: C, CSS and Dafny; OCaml, Coq, Isabelle and TLA+. */
const BLOCK_COMMENTS = [
  { open: '/*', close: '*/' },
  { open: '(*', close: '*)' },
];

/**
 * The lines of a code block that are comments. No list of languages is needed: a mark that is not the language's own is
 * not a comment to its solver, which then refuses the block.
 *
 * @internal
 */
export function commentLines(code: string): CommentLine[] {
  const comments: CommentLine[] = [];
  let leading = true;
  let close: string | undefined;
  for (const [index, rawLine] of code.split('\n').entries()) {
    let line = rawLine.trim();
    if (close === undefined) {
      const lineComment = LINE_COMMENT.exec(line);
      if (lineComment) {
        comments.push({ index, text: lineComment[1].trim(), leading });
        continue;
      }
      const block = BLOCK_COMMENTS.find(({ open }) => line.startsWith(open));
      if (!block) {
        leading &&= line === '';
        continue;
      }
      close = block.close;
      line = line.slice(block.open.length);
    }
    const end = line.indexOf(close);
    const text = end < 0 ? line : line.slice(0, end);
    comments.push({ index, text: text.replace(/^\*+/, '').trim(), leading });
    if (end >= 0) {
      leading &&= line.slice(end + close.length).trim() === '';
      close = undefined;
    }
  }
  return comments;
}
