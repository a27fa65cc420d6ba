import { ClaimError } from '../ClaimError';
import { isList, isSymbol, mentions, SExpression, walk } from '../smtlib';
import type { ClaimCommand } from './types';

/** The name of the function that states what is claimed. */
export const INVARIANT = 'invariant';

const USAGE = '(define-fun invariant () Bool <term>)';
const ONLY_INVARIANT: ReadonlySet<string> = new Set([INVARIANT]);

/**
 * Sees to it that a claim defines `invariant` once, as it must be, and mentions it nowhere else. An assertion that
 * mentions it, directly or through a definition, would make the claim its own assumption; rather than to follow
 * definitions, any other mention is refused, since it has no use.
 */
export function checkInvariant(commands: readonly ClaimCommand[]) {
  const definition = commands.find(command =>
    command.introduction.functions.some(({ name }) => name === INVARIANT),
  );
  if (!definition) {
    throw new ClaimError(`The claim is not defined: expected ${USAGE}`);
  }
  for (const command of commands) {
    if (command !== definition) {
      refuseMention(command);
    }
  }
  const [, , parameters, sort, term] = definition.list.items;
  if (
    definition.name !== 'define-fun' ||
    !isList(parameters) ||
    parameters.items.length > 0 ||
    !isSymbol(sort, 'Bool')
  ) {
    throw new ClaimError(
      `'invariant' must be defined as ${USAGE}`,
      definition.list.line,
    );
  }
  if (mentions(term, ONLY_INVARIANT)) {
    throw new ClaimError(
      `The definition of 'invariant' mentions 'invariant'`,
      lineOfMention(term),
    );
  }
}

function refuseMention(command: ClaimCommand) {
  const { list, introduction } = command;
  if (!mentions(list, ONLY_INVARIANT)) {
    return;
  }
  const line = lineOfMention(list);
  if (introduction.functions.some(({ name }) => name === INVARIANT)) {
    throw new ClaimError(
      `'invariant' is declared or defined a second time`,
      line,
    );
  }
  if (command.name === 'assert') {
    throw new ClaimError(
      `An assertion mentions 'invariant': a claim is not its own assumption`,
      line,
    );
  }
  throw new ClaimError(
    `'${command.name}' mentions 'invariant': what else a claim says must not depend on what it claims`,
    line,
  );
}

function lineOfMention(root: SExpression): number {
  for (const expression of walk(root)) {
    if (isSymbol(expression, INVARIANT)) {
      return expression.line;
    }
  }
  return root.line;
}
