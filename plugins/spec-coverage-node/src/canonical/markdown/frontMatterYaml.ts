import { InputError } from '@backstage/errors';
import { Composer, Document, LineCounter, Parser } from 'yaml';
import type { CST } from 'yaml';

/** Characters; front matter holds a title and some lists. */
const MAX_LENGTH = 32 * 1024;
/** Levels of lists and maps within each other. Deep nesting costs the YAML composer minutes or the process its life. */
const MAX_DEPTH = 20;

/**
 * The front matter as data, and in its canonical form: keys sorted, one style of writing, no comments. All scalars are
 * text (the failsafe schema of YAML 1.2), so that `1.10` and `1.1` are not the same.
 *
 * @throws InputError with the line when the text is not a YAML map
 * @internal
 */
export function parseFrontMatterYaml(
  source: string,
  firstLine: number,
): { yaml: string; fields: ReadonlyMap<unknown, unknown> } {
  if (source.length > MAX_LENGTH) {
    throw new InputError(
      `The front matter has ${source.length} characters, more than the limit of ${MAX_LENGTH}. Move the text below it.`,
    );
  }
  const lines = new LineCounter();
  const tokens = [...new Parser(lines.addNewLine).parse(source)];
  refuseDeepNestingAndAliases(tokens);
  const [document, ...further] = new Composer({
    schema: 'failsafe',
    logLevel: 'silent',
  }).compose(tokens);
  if (!document) {
    return { yaml: '', fields: new Map() };
  }
  if (further.length > 0) {
    throw new InputError('The front matter has more than one YAML document.');
  }
  const [error] = document.errors;
  if (error) {
    // What is missing at the end is missed behind the last line.
    const position = Math.min(error.pos[0], source.trimEnd().length);
    const line = firstLine - 1 + lines.linePos(position).line;
    throw new InputError(
      `The front matter cannot be read as YAML: line ${line}: ${error.message}`,
    );
  }
  const fields: unknown = document.toJS({ mapAsMap: true });
  if (fields === null || fields === '') {
    return { yaml: '', fields: new Map() };
  }
  if (!(fields instanceof Map)) {
    throw new InputError(
      `The front matter, from line ${firstLine} on, is not a YAML map such as 'title: Ledger'.`,
    );
  }
  const yaml = new Document(fields, {
    schema: 'failsafe',
    sortMapEntries: true,
    aliasDuplicateObjects: false,
  }).toString({ lineWidth: 0 });
  return { yaml: fields.size > 0 ? yaml.trimEnd() : '', fields };
}

function refuseDeepNestingAndAliases(tokens: readonly CST.Token[]): void {
  const rest = tokens.map(token => ({ token, depth: 0 }));
  for (let next = rest.pop(); next; next = rest.pop()) {
    const { token, depth } = next;
    if (depth > MAX_DEPTH) {
      throw new InputError(
        `The front matter is nested too deeply: more than ${MAX_DEPTH} levels of lists and maps.`,
      );
    }
    // A few lines of aliases of aliases can stand for gigabytes.
    if (token.type === 'alias') {
      throw new InputError(
        `The front matter uses the YAML alias ${token.source.slice(
          0,
          80,
        )}, which is not supported. Write the value out.`,
      );
    }
    for (const child of childrenOf(token)) {
      rest.push({ token: child, depth: depth + 1 });
    }
  }
}

function childrenOf(token: CST.Token): CST.Token[] {
  if (token.type === 'document') {
    return token.value ? [token.value] : [];
  }
  if (!('items' in token)) {
    return [];
  }
  return token.items.flatMap(({ key, value }) =>
    [key, value].filter(child => child !== undefined && child !== null),
  );
}
