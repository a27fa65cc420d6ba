import { normalizeProse } from '../text';

/**
 * What stands in the opening tag of a macro behind its name, as in `{code:smt2|title=Ledger}`.
 *
 * @internal
 */
export interface MacroParameters {
  /** In lower case. */
  language?: string;
  /** The others, in the order of their names. */
  others: string[];
}

/**
 * Reads the parameters of a macro. The language is the first that has no name, or the one with that name.
 *
 * @internal
 */
export function readParameters(source: string | undefined): MacroParameters {
  const parameters = (source ?? '')
    .split('|')
    .map(parameter => {
      const text = normalizeProse(parameter).trim();
      const equals = text.indexOf('=');
      return equals < 0
        ? { name: '', value: text }
        : {
            name: text.slice(0, equals).trim(),
            value: text.slice(equals + 1).trim(),
          };
    })
    .filter(({ name, value }) => name !== '' || value !== '');
  const language =
    parameters.find(({ name }) => name === 'language') ??
    parameters.find(({ name }) => name === '');
  const others = parameters
    .filter(parameter => parameter !== language)
    // Stable: of parameters with one name the order counts.
    .sort((a, b) => compare(a.name, b.name))
    .map(({ name, value }) => (name ? `${name}=${value}` : value));
  return {
    ...(language && { language: language.value.toLowerCase() }),
    others,
  };
}

/** @internal */
export function writeParameters({ language, others }: MacroParameters): string {
  const written = [...(language ? [`language=${language}`] : []), ...others];
  return written.length > 0 ? `:${written.join('|')}` : '';
}

function compare(a: string, b: string): number {
  if (a === b) {
    return 0;
  }
  return a < b ? -1 : 1;
}
