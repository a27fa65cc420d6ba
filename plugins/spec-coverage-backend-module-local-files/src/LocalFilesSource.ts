import { ForwardedError } from '@backstage/errors';
import {
  canonicalizeMarkdown,
  type CanonicalDocument,
  type ChangedSpecs,
  type FetchResult,
  type SourceDocument,
  type SpecSource,
} from '@proofline/backstage-plugin-spec-coverage-node';
import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { isSpecFolder, isSpecPath, toDocumentPath } from './documentPath';
import { readSpecFile } from './readSpecFile';
import type { Root } from './roots';
import { watchFolders } from './watchFolders';

/** The source `files`: folders of Markdown files. */
export class LocalFilesSource implements SpecSource {
  readonly id = 'files';
  readonly #roots: readonly Root[];

  private constructor(roots: readonly Root[]) {
    this.#roots = roots;
  }

  /**
   * Opens the folders.
   *
   * @throws Error when one of them is not there
   */
  static async create(roots: readonly Root[]): Promise<LocalFilesSource> {
    await Promise.all(roots.map(assertFolder));
    return new LocalFilesSource(roots);
  }

  async fetch(document: string, signal: AbortSignal): Promise<FetchResult> {
    const found = toDocumentPath(document, this.#roots);
    if ('reason' in found) {
      return { type: 'missing', reason: found.reason };
    }
    const result = await readSpecFile(found.root, found.path, document, signal);
    if (result.type === 'missing') {
      // A folder that is away for a while says nothing about the documents in it.
      await assertFolder(found.root);
    }
    return result;
  }

  canonicalize(document: SourceDocument): CanonicalDocument {
    return canonicalizeMarkdown(document.content);
  }

  /** Lists all files: when a file was written says nothing reliable about whether its text changed. */
  listChanged(_since: Date | undefined, signal: AbortSignal): ChangedSpecs {
    return { complete: true, specRefs: this.#list(signal) };
  }

  async watch(
    onHint: (specRefs: string[]) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    signal.throwIfAborted();
    await Promise.all(this.#roots.map(assertFolder));
    await watchFolders({
      folders: this.#roots.map(root => root.path),
      isWatched: (path, isFile) => this.#isWatched(path, isFile),
      // What changed between a look and the watch is found by looking once more now.
      onReady: async () => {
        const specRefs: string[] = [];
        for await (const specRef of this.#list(signal)) {
          specRefs.push(specRef);
        }
        await onHint(specRefs);
      },
      onPath: async path => {
        const specRef = this.#toSpecRef(path);
        if (specRef) {
          await onHint([specRef]);
        }
        // The watcher does not always tell when a root goes, but it does of the files in it.
        await Promise.all(this.#roots.map(assertFolder));
      },
      signal,
    });
  }

  async *#list(signal: AbortSignal): AsyncIterable<string> {
    for (const root of this.#roots) {
      const folders = [root.path];
      for (;;) {
        const folder = folders.pop();
        if (folder === undefined) {
          break;
        }
        signal.throwIfAborted();
        for (const entry of await readFolder(folder)) {
          const path = join(folder, entry.name);
          if (entry.isDirectory()) {
            if (isSpecFolder(entry.name)) {
              folders.push(path);
            }
          } else {
            const specRef = this.#toSpecRef(path);
            if (specRef) {
              yield specRef;
            }
          }
        }
      }
    }
  }

  /** The reference of a file, or undefined when the file cannot be a spec. */
  #toSpecRef(path: string): string | undefined {
    for (const root of this.#roots) {
      const inside = toInside(root, path);
      if (inside && isSpecPath(inside) && !/[,#\p{Cc}\\]/u.test(inside)) {
        return `${this.id}:${root.name}/${inside}`;
      }
    }
    return undefined;
  }

  #isWatched(path: string, isFile: boolean): boolean {
    return this.#roots.some(root => {
      if (path === root.path) {
        return true;
      }
      const inside = toInside(root, path);
      if (!inside) {
        return false;
      }
      return isFile
        ? isSpecPath(inside)
        : inside.split('/').every(isSpecFolder);
    });
  }
}

async function assertFolder(root: Root): Promise<void> {
  const found = await stat(root.path).catch(error => {
    throw new ForwardedError(
      `specCoverage.sources.localFiles.roots: cannot open the folder '${root.path}'`,
      error,
    );
  });
  if (!found.isDirectory()) {
    throw new Error(
      `specCoverage.sources.localFiles.roots: '${root.path}' is not a folder`,
    );
  }
}

function toInside(root: Root, path: string): string | undefined {
  const inside = relative(root.path, path);
  return inside === '' || inside.startsWith('..')
    ? undefined
    : inside.split(sep).join('/');
}

async function readFolder(folder: string): Promise<Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}
