import { FSWatcher } from 'chokidar';
import type { Stats } from 'node:fs';
import { isSpecFolder, isSpecPath, toInside, toSpecRef } from './documentPath';
import { HintBuffer } from './HintBuffer';
import { listSpecs } from './listSpecs';
import { openFolder, type Root } from './roots';

/**
 * Tells of changes in folders until the signal is aborted. At first it names each file once: what changes while the watch
 * is being set up is looked at either way.
 *
 * @throws Error when a folder is not there (any more) or the system cannot watch it; the error of `onHint`
 */
export async function watchRoots(
  roots: readonly Root[],
  onHint: (specRefs: string[]) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  if (signal.aborted) {
    return;
  }
  const folders = await Promise.all(
    roots.map(async root => ({ root, folder: await openFolder(root) })),
  );
  // No event comes of an abort that is over.
  if (signal.aborted) {
    return;
  }
  const watchers: FSWatcher[] = [];
  const ended = new AbortController();
  let stopHints: () => Promise<void> = async () => undefined;
  try {
    await new Promise<void>((resolve, reject) => {
      signal.addEventListener('abort', () => resolve(), { once: true });
      const hints = new HintBuffer(async specRefs => {
        await onHint(specRefs);
        // The watcher does not always tell when a root goes, but it does of the files in it.
        await Promise.all(roots.map(openFolder));
      }, reject);
      stopHints = () => hints.stop();
      for (const { root, folder } of folders) {
        const told = new Set<string>();
        const tell = (specRef: string) => {
          told.add(specRef);
          hints.add(specRef);
        };
        const watcher = watchFolder(
          folder,
          inside => nameableRefs(root, inside).forEach(tell),
          reject,
        );
        // The watcher reads a folder and then begins to watch it: what is made in between it would never tell of.
        watcher.once('ready', () =>
          tellRest(root, ended.signal, told, tell).catch(reject),
        );
        watchers.push(watcher);
      }
    });
  } finally {
    ended.abort();
    await Promise.all(watchers.map(watcher => watcher.close()));
    await stopHints();
  }
}

/** Names the files of a root that were not told of yet. */
async function tellRest(
  root: Root,
  signal: AbortSignal,
  told: ReadonlySet<string>,
  tell: (specRef: string) => void,
): Promise<void> {
  for await (const specRef of listSpecs(root, signal, () => {})) {
    if (!told.has(specRef)) {
      tell(specRef);
    }
  }
}

function watchFolder(
  folder: string,
  onFile: (inside: string) => void,
  onError: (error: unknown) => void,
): FSWatcher {
  const tell = (path: string) => onFile(toInside(folder, path));
  return new FSWatcher({
    // A link that leads out of its root is refused when it is read; to follow it would watch the rest of the machine.
    followSymlinks: false,
    ignored: (path, stats) => isIgnored(toInside(folder, path), stats),
  })
    .on('add', tell)
    .on('change', tell)
    .on('unlink', tell)
    .on('unlinkDir', path => {
      // When a root goes, its watch goes with it, also if the folder comes back.
      if (path === folder) {
        onError(new Error(`The folder '${folder}' was removed`));
      }
    })
    .on('error', onError)
    .add(folder);
}

function isIgnored(inside: string, stats: Stats | undefined): boolean {
  if (inside === '') {
    return false;
  }
  return stats && !stats.isDirectory()
    ? !isSpecPath(inside)
    : !inside.split('/').every(isSpecFolder);
}

/** Files that no reference can name are left out here, and reported when the files are listed. */
function nameableRefs(root: Root, inside: string): string[] {
  try {
    return [toSpecRef(root, inside)];
  } catch {
    return [];
  }
}
