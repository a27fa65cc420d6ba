import { createHash } from 'node:crypto';

/**
 * A commit, with all files as they are then.
 *
 * @public
 */
export interface GitCommit {
  sha: string;
  parents: string[];
  author: { name: string; date: string };
  /** Content by path. */
  files: ReadonlyMap<string, Buffer>;
}

/** How two commits differ. */
export interface GitDifference {
  added: string[];
  modified: string[];
  removed: string[];
}

const NO_FILES: ReadonlyMap<string, Buffer> = new Map();

/**
 * A repository with one branch, in memory. Object names are made as Git makes them.
 *
 * @public
 */
export class GitRepository {
  readonly commits = new Map<string, GitCommit>();
  defaultBranch = 'main';
  head: string | undefined;
  #clock = Date.UTC(2026, 0, 1);

  /** The files at the newest commit. */
  get files(): ReadonlyMap<string, Buffer> {
    return this.head === undefined
      ? NO_FILES
      : this.commits.get(this.head)?.files ?? NO_FILES;
  }

  /**
   * Makes a commit and moves the branch to it.
   *
   * @param changes - new content by path; `null` deletes the file
   * @param options - `parents`: the newest commit by default; another one makes it a force push
   */
  commit(
    changes: Record<string, string | Buffer | null>,
    options: { by?: string; parents?: string[] } = {},
  ): GitCommit {
    const parents =
      options.parents ?? (this.head === undefined ? [] : [this.head]);
    const files = new Map(this.commits.get(parents[0] ?? '')?.files);
    for (const [path, content] of Object.entries(changes)) {
      if (content === null) {
        files.delete(path);
      } else {
        files.set(path, Buffer.from(content as string));
      }
    }
    this.#clock += 60_000;
    const author = {
      name: options.by ?? 'Ada Lovelace',
      date: new Date(this.#clock).toISOString(),
    };
    const sha = objectName(
      'commit',
      Buffer.from(
        JSON.stringify([parents, author, treeName([...files.entries()])]),
      ),
    );
    const made = { sha, parents, author, files };
    this.commits.set(sha, made);
    this.head = sha;
    return made;
  }

  /** Whether one commit comes after another. */
  isAncestor(ancestor: string, descendant: string): boolean {
    const open = [descendant];
    for (let sha = open.pop(); sha !== undefined; sha = open.pop()) {
      if (sha === ancestor) {
        return true;
      }
      open.push(...(this.commits.get(sha)?.parents ?? []));
    }
    return false;
  }

  /** The newest commit that changed a file. */
  lastChange(path: string): GitCommit | undefined {
    let commit = this.commits.get(this.head ?? '');
    while (commit) {
      const parent = this.commits.get(commit.parents[0] ?? '');
      const before = parent?.files.get(path);
      const now = commit.files.get(path);
      if (!(before && now ? before.equals(now) : before === now)) {
        return commit;
      }
      commit = parent;
    }
    return undefined;
  }
}

/** How the files of two commits differ. */
export function difference(
  before: ReadonlyMap<string, Buffer>,
  after: ReadonlyMap<string, Buffer>,
): GitDifference {
  const paths = [...after.keys()];
  return {
    added: paths.filter(path => !before.has(path)),
    modified: paths.filter(path => {
      const old = before.get(path);
      return old !== undefined && !old.equals(after.get(path)!);
    }),
    removed: [...before.keys()].filter(path => !after.has(path)),
  };
}

/** Name of a Git object: sha1 over its type, length and content. */
export function objectName(type: string, content: Buffer): string {
  return createHash('sha1')
    .update(`${type} ${content.length}\0`)
    .update(content)
    .digest('hex');
}

/** A name for the files of a folder: equal for equal files. */
export function treeName(files: ReadonlyArray<[string, Buffer]>): string {
  const lines = files.map(
    ([path, content]) => `${path} ${objectName('blob', content)}`,
  );
  return objectName('tree', Buffer.from(lines.sort().join('\n')));
}
