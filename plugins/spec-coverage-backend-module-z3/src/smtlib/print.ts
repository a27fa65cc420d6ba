import type { Atom, SExpression } from './ast';

const SIMPLE_SYMBOL =
  /^[A-Za-z~!@$%^&*_+\-=<>.?/][A-Za-z0-9~!@$%^&*_+\-=<>.?/]*$/;

function printAtom(atom: Atom): string {
  switch (atom.type) {
    case 'symbol':
      return printSymbol(atom.text);
    case 'string':
      return `"${atom.text.replaceAll('"', '""')}"`;
    default:
      return atom.text;
  }
}

/** Writes a symbol, in bars where it needs them. */
export function printSymbol(name: string): string {
  return SIMPLE_SYMBOL.test(name) ? name : `|${name}|`;
}

/**
 * Writes expressions one after the other so that each token stands on the line on which it was read. The lines in the
 * solver's error messages are then the lines of the claim, although the solver never sees the claim's own text: what
 * it reads is what our parser read, so the two cannot be made to disagree.
 *
 * @internal
 */
export class LinePrinter {
  #line: number | undefined;

  /** @param line - the line on which writing begins; without it all is written on one line */
  constructor(line?: number) {
    this.#line = line;
  }

  print(root: SExpression): string {
    const parts: string[] = [];
    let glue = '';
    const emit = (text: string, line: number, before: string) => {
      parts.push(this.#breaks(line) || before, text);
    };
    const open: Array<SExpression | { type: ')'; line: number }> = [root];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (next.type === ')') {
        emit(')', next.line, '');
        glue = ' ';
      } else if (next.type === 'list') {
        emit('(', next.line, glue);
        glue = '';
        open.push({ type: ')', line: next.endLine });
        for (let index = next.items.length - 1; index >= 0; index--) {
          open.push(next.items[index]);
        }
      } else {
        emit(printAtom(next), next.line, glue);
        this.#count(next);
        glue = ' ';
      }
    }
    return parts.join('');
  }

  #breaks(line: number): string {
    if (this.#line === undefined || line <= this.#line) {
      return '';
    }
    const breaks = '\n'.repeat(line - this.#line);
    this.#line = line;
    return breaks;
  }

  #count(atom: Atom) {
    if (this.#line !== undefined && atom.type === 'string') {
      this.#line += atom.text.split('\n').length - 1;
    }
  }
}

/** Writes an expression on one line. */
export function print(expression: SExpression): string {
  return new LinePrinter().print(expression);
}
