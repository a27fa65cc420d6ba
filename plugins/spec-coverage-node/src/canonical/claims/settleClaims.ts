import { InputError } from '@backstage/errors';
import type { StatedInvariant } from '../types';
import type { ReadClaim } from './claim';

/**
 * Compares the claims of a document with each other and gives each a key of its own. What is wrong with a claim ends
 * as its `problem`, so that it is counted, shown and never proven.
 *
 * - A key that is used more than once keeps its first claim, with a problem that names all the lines.
 * - A claim without a key that can be read is called `unnamed-1`, `unnamed-2`… in the order of the document, whatever
 *   the lines are, so that the names depend on nothing but the canonical text.
 *
 * @throws InputError when there are more claims than a document may have
 * @internal
 */
export function settleClaims(
  claims: readonly ReadClaim[],
  maxInvariants: number,
): StatedInvariant[] {
  if (claims.length > maxInvariants) {
    throw new InputError(
      `The document states ${claims.length} invariants, more than the ${maxInvariants} that one document may have. Split it into several documents.`,
    );
  }
  const linesOfKey = new Map<string, number[]>();
  for (const { key, line } of claims) {
    if (key !== undefined) {
      linesOfKey.set(key, [...(linesOfKey.get(key) ?? []), line]);
    }
  }
  const nextUnnamed = unusedNames(linesOfKey);
  const stated = new Set<string>();
  const invariants: StatedInvariant[] = [];
  for (const { key: readKey, problems: readProblems, ...claim } of claims) {
    const key = readKey ?? nextUnnamed();
    if (stated.has(key)) {
      continue;
    }
    stated.add(key);
    const problems = [...readProblems];
    const lines = linesOfKey.get(key) ?? [];
    if (lines.length > 1) {
      problems.unshift(
        `The key ${key} is used by ${lines.length} claims, on lines ${listLines(
          lines,
        )}. Give each claim a key of its own.`,
      );
    }
    invariants.push({
      key,
      ...claim,
      ...(problems.length > 0 && { problem: problems.join(' ') }),
    });
  }
  return invariants;
}

function unusedNames(used: ReadonlyMap<string, unknown>): () => string {
  let count = 0;
  return () => {
    do {
      count += 1;
    } while (used.has(`unnamed-${count}`));
    return `unnamed-${count}`;
  };
}

function listLines(lines: readonly number[]): string {
  const shown = lines.slice(0, 10).join(', ');
  return lines.length > 10 ? `${shown} and ${lines.length - 10} more` : shown;
}
