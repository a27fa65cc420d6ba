import { InputError } from '@backstage/errors';
import { isUtf8 } from 'node:buffer';

/** Deeper than any vendor nests, and far from what the parser's stack bears. */
const MAX_DEPTH = 100;

/**
 * Reads the body of a webhook as a JSON object.
 *
 * @throws InputError that has nothing of the body in it, when it is not UTF-8, not JSON, nested too deeply or no object
 * @public
 */
export function parseJsonBody(rawBody: Uint8Array): Record<string, unknown> {
  if (!isUtf8(rawBody)) {
    throw new InputError('The body is not UTF-8');
  }
  const text = new TextDecoder().decode(rawBody);
  if (depthOf(text) > MAX_DEPTH) {
    throw new InputError(
      `The body is nested more than ${MAX_DEPTH} levels deep`,
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's message quotes the body.
    throw new InputError('The body is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InputError('The body is not a JSON object');
  }
  return value as Record<string, unknown>;
}

function depthOf(json: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let index = 0; index < json.length; index += 1) {
    const character = json[index];
    if (inString) {
      if (character === '\\') {
        index += 1;
      } else if (character === '"') {
        inString = false;
      }
    } else if (character === '"') {
      inString = true;
    } else if (character === '{' || character === '[') {
      depth += 1;
      deepest = Math.max(deepest, depth);
    } else if (character === '}' || character === ']') {
      depth -= 1;
    }
  }
  return deepest;
}
