import type { FetchResult } from '@proofline/backstage-plugin-spec-coverage-node';
import { constants } from 'node:fs';
import {
  type FileHandle,
  lstat,
  open,
  readlink,
  realpath,
} from 'node:fs/promises';
import { isAbsolute, relative, sep } from 'node:path';
import { openFolder, type Root } from './roots';

/** The largest file that is read, in bytes. The canonicaliser has a limit of its own, which is lower. */
const MAX_BYTES = 8 * 1024 * 1024;

/** How much is read at a time, in bytes. */
const CHUNK_BYTES = 64 * 1024;

/** No link at the end is followed, and opening does not wait for the other end of a pipe. Neither exists on Windows. */
const FLAGS =
  constants.O_RDONLY |
  (constants.O_NOFOLLOW ?? 0) |
  (constants.O_NONBLOCK ?? 0);

/**
 * Reads a file of a root. Symbolic links are followed before anything is opened, and nothing is read that is not in the root.
 * Where the file is, is asked of the open file once more, so that nobody can put a link in its place in between.
 *
 * @throws Error when the root is not there or the file system cannot be asked; the signal's reason when it is aborted
 */
export async function readSpecFile(
  root: Root,
  path: string,
  document: string,
  signal: AbortSignal,
): Promise<FetchResult> {
  const folder = await openFolder(root);
  const outside: FetchResult = {
    type: 'refused',
    reason: `'${document}' is a link that leads out of the folder '${root.name}'`,
  };
  try {
    const target = await realpath(path);
    if (!isWithin(folder, target)) {
      return outside;
    }
    const file = await open(target, FLAGS);
    try {
      return (await isInside(folder, target, file))
        ? await readFile(file, document, signal)
        : outside;
    } finally {
      await file.close();
    }
  } catch (error) {
    signal.throwIfAborted();
    return toResult(error, document);
  }
}

/** Whether an open file is in a folder: not where its name led a moment ago, but where it is. */
async function isInside(
  folder: string,
  target: string,
  file: FileHandle,
): Promise<boolean> {
  if (process.platform === 'linux') {
    return isWithin(folder, await readlink(`/proc/self/fd/${file.fd}`));
  }
  const [real, there, opened] = await Promise.all([
    realpath(target),
    lstat(target, { bigint: true }),
    file.stat({ bigint: true }),
  ]);
  return (
    isWithin(folder, real) &&
    there.dev === opened.dev &&
    there.ino === opened.ino
  );
}

/** Whether a path is in a folder, both without links. A name such as `..data` does not lead out of it. */
function isWithin(folder: string, path: string): boolean {
  const inside = relative(folder, path);
  return (
    inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside)
  );
}

async function readFile(
  file: FileHandle,
  document: string,
  signal: AbortSignal,
): Promise<FetchResult> {
  const opened = await file.stat();
  if (!opened.isFile()) {
    return { type: 'refused', reason: `'${document}' is not a file` };
  }
  if (opened.size > MAX_BYTES) {
    return {
      type: 'refused',
      reason: `'${document}' is ${opened.size} bytes large; a spec may have up to ${MAX_BYTES}`,
    };
  }
  const chunks: Buffer[] = [];
  let length = 0;
  // The file may grow while it is read, and so its size from above is not relied on.
  for (;;) {
    signal.throwIfAborted();
    const { bytesRead, buffer } = await file.read(Buffer.alloc(CHUNK_BYTES));
    if (bytesRead === 0) {
      return { type: 'found', document: { content: Buffer.concat(chunks) } };
    }
    length += bytesRead;
    if (length > MAX_BYTES) {
      return {
        type: 'refused',
        reason: `'${document}' grew beyond ${MAX_BYTES} bytes while it was read`,
      };
    }
    chunks.push(buffer.subarray(0, bytesRead));
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
    // A socket, or a device without a driver; Windows says the last of a folder.
    case 'ENXIO':
    case 'ENODEV':
    case 'EISDIR':
      return { type: 'refused', reason: `'${document}' is not a file` };
    default:
      throw error;
  }
}
