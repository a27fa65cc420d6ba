import { FSWatcher } from 'chokidar';

/**
 * How long after an event a file is told of once more, in ms. The watcher passes over a second change of a file within 50 ms of
 * the first; by then the first may already have been read.
 */
const SECOND_LOOK_MS = 250;

/**
 * Watches folders until the signal is aborted.
 *
 * @param options - `isWatched`: whether a path matters; `onReady`: every change from now on is told of; `onPath`: a file may have
 *   changed, come or gone
 * @throws when the folders cannot be watched, or one of them goes away
 */
export async function watchFolders(options: {
  folders: readonly string[];
  isWatched: (path: string, isFile: boolean) => boolean;
  onReady: () => Promise<void>;
  onPath: (path: string) => Promise<void>;
  signal: AbortSignal;
}): Promise<void> {
  const { folders, isWatched, onReady, onPath, signal } = options;
  const watcher = new FSWatcher({
    ignoreInitial: true,
    // A link that leads out of its root is refused when it is read; to follow it would watch the rest of the machine.
    followSymlinks: false,
    ignored: (path, stats) => !isWatched(path, stats?.isFile() ?? false),
  });
  const secondLooks = new Map<string, NodeJS.Timeout>();
  try {
    await new Promise<void>((resolve, reject) => {
      const tell = (path: string) => {
        onPath(path).catch(reject);
        clearTimeout(secondLooks.get(path));
        secondLooks.set(
          path,
          setTimeout(() => {
            secondLooks.delete(path);
            onPath(path).catch(reject);
          }, SECOND_LOOK_MS),
        );
      };
      watcher
        .on('add', tell)
        .on('change', tell)
        .on('unlink', tell)
        .on('unlinkDir', path => {
          // When a root goes, its watch goes with it, also if the folder comes back.
          if (folders.includes(path)) {
            reject(new Error(`The folder '${path}' was removed`));
          }
        })
        .on('ready', () => onReady().catch(reject))
        .on('error', reject);
      signal.addEventListener('abort', () => resolve(), { once: true });
      watcher.add([...folders]);
    });
  } finally {
    secondLooks.forEach(timer => clearTimeout(timer));
    await watcher.close();
  }
}
