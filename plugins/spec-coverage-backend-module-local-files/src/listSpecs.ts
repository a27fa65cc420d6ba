import type { Dirent } from 'node:fs';
import { opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { isSpecFolder, isSpecPath, toInside, toSpecRef } from './documentPath';
import { openFolder, type Root } from './roots';

/**
 * Lists the specs of a root, as they are found. Links to folders are not followed, so that the walk has an end.
 *
 * @param onUnnamed - is told of files that no reference can name
 * @throws Error when a folder cannot be read: part of a list would pass for the whole. The signal's reason when aborted
 */
export async function* listSpecs(
  root: Root,
  signal: AbortSignal,
  onUnnamed: (path: string, reason: string) => void,
): AsyncGenerator<string> {
  signal.throwIfAborted();
  const top = await openFolder(root);
  const folders = [top];
  for (let folder = folders.pop(); folder; folder = folders.pop()) {
    for await (const entry of entriesOf(folder, folder === top)) {
      signal.throwIfAborted();
      const path = join(folder, entry.name);
      const inside = toInside(top, path);
      if (entry.isDirectory()) {
        if (isSpecFolder(entry.name)) {
          folders.push(path);
        }
      } else if (isSpecPath(inside)) {
        try {
          yield toSpecRef(root, inside);
        } catch (error) {
          onUnnamed(path, (error as Error).message);
        }
      }
    }
  }
}

async function* entriesOf(
  folder: string,
  isTop: boolean,
): AsyncGenerator<Dirent> {
  try {
    yield* await opendir(folder);
  } catch (error) {
    // A folder may go while the list is made. The top one may not: nothing is known then of what was in it.
    if (isTop || (error as NodeJS.ErrnoException).code !== 'ENOENT') {
      throw error;
    }
  }
}
