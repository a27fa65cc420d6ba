import { InputError } from '@backstage/errors';
import { MAX_LINES } from '../limits';

/**
 * @throws InputError when a document has more lines than one may have
 * @internal
 */
export function refuseTooManyLines(count: number): void {
  if (count > MAX_LINES) {
    throw new InputError(
      `The document has more than ${MAX_LINES} lines. Split it into several documents.`,
    );
  }
}
