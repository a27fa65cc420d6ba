/** A row of the table of edits in `docs/canonical-text.md`. */
export interface Edit {
  format: string;
  edit: string;
  before: EditedDocument;
  after: EditedDocument;
  drifts: boolean;
}

export interface EditedDocument {
  title: string;
  body: string;
}

const HEADER = '| format | edit | before | after | drifts? |';

const SIGNS: ReadonlyMap<string, string> = new Map([
  ['⏎', '\n'],
  ['␍', '\r'],
  ['⇥', '\t'],
  ['␠', ' '],
]);

/**
 * Reads the tables of edits.
 *
 * @throws Error for a row that cannot be read: one that is left out would be a claim of the page that nothing tests
 */
export function readEdits(markdown: string): Edit[] {
  const edits: Edit[] = [];
  let inTable = false;
  for (const line of markdown.split('\n')) {
    if (!line.startsWith('|')) {
      inTable = false;
    } else if (line.replace(/ +/g, ' ') === HEADER) {
      inTable = true;
    } else if (inTable && !/^[|\s-]+$/.test(line)) {
      edits.push(readEdit(line));
    }
  }
  return edits;
}

function readEdit(line: string): Edit {
  const [start, format, edit, before, after, drifts, ...rest] = line
    .split(/(?<!\\)\|/)
    .map(cell => cell.trim());
  if (
    start !== '' ||
    rest.join() !== '' ||
    rest.length !== 1 ||
    !['yes', 'no'].includes(drifts)
  ) {
    throw new Error(`The row cannot be read: ${line}`);
  }
  return {
    format,
    edit,
    before: readDocument(before),
    after: readDocument(after),
    drifts: drifts === 'yes',
  };
}

function readDocument(cell: string): EditedDocument {
  const code = /^(`+) ?(.*?) ?\1$/.exec(cell);
  if (!code) {
    throw new Error(`The cell is no code: ${cell}`);
  }
  const [, title = 'Spec', text] =
    /^(?:⟨title: ([^⟩]*)⟩)?(.*)$/.exec(code[2]) ?? [];
  const body = text
    .replace(/\\\|/g, '|')
    .replace(/[⏎␍⇥␠]/g, sign => SIGNS.get(sign) ?? sign)
    .replace(/⟨U\+([0-9A-F]{4,6})⟩/g, (_, number: string) =>
      String.fromCodePoint(parseInt(number, 16)),
    );
  return { title, body };
}
