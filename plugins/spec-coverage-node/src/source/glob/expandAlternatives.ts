import { InputError } from '@backstage/errors';

/** More ways to choose than anybody writes by hand. */
const MAX_PATTERNS = 32;

/** The first innermost pair of braces with a comma in it. */
const ALTERNATIVES = /^([^]*?)\{([^{},]*(?:,[^{},]*)+)\}([^]*)$/;

/**
 * Writes the alternatives of a glob out: `a/{b,c}` is `a/b` and `a/c`.
 *
 * @throws InputError when there are too many
 */
export function expandAlternatives(pattern: string): string[] {
  let patterns = [pattern];
  for (;;) {
    let isDone = true;
    patterns = patterns.flatMap(text => {
      const match = ALTERNATIVES.exec(text);
      if (!match) {
        return [text];
      }
      isDone = false;
      const [, before, alternatives, after] = match;
      return alternatives.split(',').map(one => `${before}${one}${after}`);
    });
    if (patterns.length > MAX_PATTERNS) {
      throw new InputError(
        `The pattern has more than ${MAX_PATTERNS} ways to choose among its alternatives`,
      );
    }
    if (isDone) {
      return patterns;
    }
  }
}
