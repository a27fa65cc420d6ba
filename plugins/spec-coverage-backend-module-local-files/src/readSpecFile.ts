import type { FetchResult } from '@proofline/backstage-plugin-spec-coverage-node';
import { isChildPath } from '@backstage/cli-common';
import { constants } from 'node:fs';
import { open, realpath, stat } from 'node:fs/promises';
import type { Root } from './roots';

/** The largest file that is read, in bytes. The canonicaliser has a limit of its own, which is lower. */
const MAX_BYTES = 8 * 1024 * 1024;

/**
 * Reads a file of a root. What is read is the file that was opened: it is looked at after it was opened, so that nobody can put
 * another in its place in between.
 *
 * @throws when the file system cannot be asked
 */
export async function readSpecFile(
  root: Root,
  path: string,
  document: string,
  signal: AbortSignal,
): Promise<FetchResult> {
  signal.throwIfAborted();
  let file;
  try {
    // A pipe would keep an ordinary open waiting for a writer.
    file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    return toResult(error, document);
  }
  try {
    const opened = await file.stat();
    if (!opened.isFile()) {
      return { type: 'refused', reason: `'${document}' is not a file` };
    }
    const target = await realpath(path);
    const named = await stat(target);
    if (
      !isChildPath(await realpath(root.path), target) ||
      named.ino !== opened.ino ||
      named.dev !== opened.dev
    ) {
      return {
        type: 'refused',
        reason: `'${document}' is a link that leads out of the folder '${root.name}'`,
      };
    }
    if (opened.size > MAX_BYTES) {
      return {
        type: 'refused',
        reason: `'${document}' is ${opened.size} bytes large; a spec may have up to ${MAX_BYTES}`,
      };
    }
    const buffer = Buffer.alloc(Math.min(opened.size + 1, MAX_BYTES) + 1);
    let length = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, length);
      length += bytesRead;
      if (bytesRead === 0 || length > MAX_BYTES) {
        break;
      }
    }
    signal.throwIfAborted();
    if (length > MAX_BYTES) {
      return {
        type: 'refused',
        reason: `'${document}' grew beyond ${MAX_BYTES} bytes while it was read`,
      };
    }
    return {
      type: 'found',
      document: { content: Uint8Array.from(buffer.subarray(0, length)) },
    };
  } catch (error) {
    signal.throwIfAborted();
    return toResult(error, document);
  } finally {
    await file.close();
  }
}

function toResult(error: unknown, document: string): FetchResult {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return { type: 'missing', reason: `There is no file '${document}'` };
    case 'ELOOP':
      return {
        type: 'refused',
        reason: `'${document}' is a link that leads back to itself`,
      };
    case 'EACCES':
    case 'EPERM':
      return {
        type: 'refused',
        reason: `The backend may not read '${document}': give its user the right to`,
      };
    case 'ENAMETOOLONG':
      return {
        type: 'missing',
        reason: `'${document}' is too long for a path`,
      };
    case 'ENXIO':
    case 'EISDIR':
      return { type: 'refused', reason: `'${document}' is not a file` };
    default:
      throw error;
  }
}
