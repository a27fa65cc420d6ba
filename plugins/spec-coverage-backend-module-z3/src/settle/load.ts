import { ClaimError } from '../ClaimError';
import type { ClaimCommand } from '../claim';
import { LinePrinter } from '../smtlib';
import { PRELUDE, readComplaint } from './answers';
import type { SolverSession } from './session';

/**
 * Passes commands of a claim to a solver that knows nothing yet.
 *
 * @throws ClaimError with the solver's message and the line when it says anything at all of one of them
 */
export async function load(
  session: SolverSession,
  commands: readonly ClaimCommand[],
  options: readonly string[] = [],
): Promise<void> {
  session.reset();
  await runSilently(session, [...PRELUDE, ...options]);
  const printer = new LinePrinter(1);
  const outputs = await session.run(
    commands.map(({ list }) => printer.print(list)),
  );
  outputs.forEach((output, index) => {
    if (output !== '') {
      const { list } = commands[index];
      const { line, message } = readComplaint(output);
      throw new ClaimError(
        message,
        Math.min(Math.max(line ?? list.line, list.line), list.endLine),
      );
    }
  });
}

/**
 * Passes commands of our own.
 *
 * @throws ClaimError when the solver says anything of them
 */
export async function runSilently(
  session: SolverSession,
  scripts: readonly string[],
): Promise<void> {
  const complaint = (await session.run(scripts)).find(output => output !== '');
  if (complaint !== undefined) {
    throw new ClaimError(readComplaint(complaint).message);
  }
}
