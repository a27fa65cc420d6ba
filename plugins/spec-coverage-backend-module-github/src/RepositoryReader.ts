import { InputError, isError } from '@backstage/errors';
import {
  createSpecPatternMatcher,
  type SourceState,
} from '@proofline/backstage-plugin-spec-coverage-node';
import { isMarkdown, parseDocumentName, parsePattern } from './documentName';
import type { GithubApi, TreeEntry } from './GithubApi';

/** GitHub names no more commits and files than these in a comparison. */
const MAX_COMPARED_COMMITS = 250;
const MAX_COMPARED_FILES = 300;

/** More documents than this in one folder or glob are more than anybody means. */
const MAX_MATCHING = 5_000;

/** What changed in one repository. */
export interface RepositoryChanges {
  /** Those of the known documents that may have changed. */
  documents: string[];
  /** Remembers that the repository has been read up to here. */
  remember(): Promise<void>;
}

/** Reads what repositories have, and what changed in them. */
export class RepositoryReader {
  readonly #api: GithubApi;
  readonly #state: SourceState;

  constructor(api: GithubApi, state: SourceState) {
    this.#api = api;
    this.#state = state;
  }

  /**
   * Compares a repository with how it was when it was last read.
   *
   * @param known - documents of this repository
   * @param all - to name all of them, whatever is remembered
   */
  async changes(
    owner: string,
    repository: string,
    known: readonly string[],
    options: { all: boolean; signal: AbortSignal },
  ): Promise<RepositoryChanges> {
    const key = `head/${owner}/${repository}`.toLowerCase();
    const head = await this.#head(owner, repository, options.signal);
    if (head === undefined) {
      // Gone, or no longer for the portal to see: each check finds out which.
      return {
        documents: [...known],
        remember: () => this.#state.delete(key),
      };
    }
    const last = await this.#state.get(key);
    const remember = () => this.#state.set(key, head);
    if (options.all || typeof last !== 'string') {
      return { documents: [...known], remember };
    }
    if (last === head) {
      return { documents: [], remember };
    }
    const paths = await this.#pathsBetween(
      owner,
      repository,
      last,
      head,
      options.signal,
    );
    const changed = paths && new Set(paths);
    const prefix = `${owner}/${repository}/`.length;
    return {
      documents: changed
        ? known.filter(document => changed.has(document.slice(prefix)))
        : [...known],
      remember,
    };
  }

  /** @throws InputError when the pattern names no repository, or too many documents */
  async matching(pattern: string, signal: AbortSignal): Promise<string[]> {
    const base = parsePattern(pattern);
    if (!base) {
      throw new InputError(
        'The pattern names no repository: begin it with <owner>/<repository>/',
      );
    }
    const isMeant = createSpecPatternMatcher(pattern);
    const { owner, repository, path } = base;
    const head = await this.#head(owner, repository, signal);
    if (head === undefined) {
      throw new InputError(
        `There is no repository ${owner}/${repository} that the portal may see`,
      );
    }
    const documents: string[] = [];
    for await (const file of this.#files(
      owner,
      repository,
      head,
      path,
      signal,
    )) {
      const document = `${owner}/${repository}/${file}`;
      if (
        isMarkdown(file) &&
        !('reason' in parseDocumentName(document)) &&
        !/[,#]/.test(document) &&
        isMeant(document)
      ) {
        documents.push(document);
      }
      if (documents.length > MAX_MATCHING) {
        throw new InputError(
          `The pattern stands for more than ${MAX_MATCHING} documents: make it narrower`,
        );
      }
    }
    return documents;
  }

  /** All files below a folder. A tree that GitHub cuts short is walked folder by folder. */
  async *#files(
    owner: string,
    repository: string,
    head: string,
    path: readonly string[],
    signal: AbortSignal,
  ): AsyncGenerator<string> {
    const read = (sha: string, recursive: boolean) =>
      this.#api.tree(owner, repository, sha, { recursive, signal });
    let sha = head;
    for (const name of path) {
      const { entries } = await read(sha, false);
      const folder = entries.find(
        entry => entry.type === 'tree' && entry.path === name,
      );
      if (!folder) {
        return;
      }
      sha = folder.sha;
    }
    const folders = [{ prefix: path.map(name => `${name}/`).join(''), sha }];
    for (let next = folders.pop(); next; next = folders.pop()) {
      const whole = await read(next.sha, true);
      const entries: TreeEntry[] = whole.truncated
        ? (await read(next.sha, false)).entries
        : whole.entries;
      for (const entry of entries) {
        const name = `${next.prefix}${entry.path}`;
        if (entry.type === 'blob') {
          yield name;
        } else if (entry.type === 'tree' && whole.truncated) {
          folders.push({ prefix: `${name}/`, sha: entry.sha });
        }
      }
    }
  }

  /** The paths that differ between two commits; `undefined` when GitHub does not tell them all. */
  async #pathsBetween(
    owner: string,
    repository: string,
    last: string,
    head: string,
    signal: AbortSignal,
  ): Promise<string[] | undefined> {
    try {
      const { commits, paths, status } = await this.#api.compare(
        owner,
        repository,
        last,
        head,
        signal,
      );
      // The paths of a comparison are those since the common ancestor, and so tell all only when nothing was taken back.
      return status === 'ahead' &&
        commits <= MAX_COMPARED_COMMITS &&
        paths.length < MAX_COMPARED_FILES
        ? paths
        : undefined;
    } catch (error) {
      if (isError(error) && error.name === 'NotFoundError') {
        // The commit is gone after a force push.
        return undefined;
      }
      throw error;
    }
  }

  async #head(
    owner: string,
    repository: string,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    try {
      const { defaultBranch } = await this.#api.repository(
        owner,
        repository,
        signal,
      );
      return await this.#api.head(owner, repository, defaultBranch, signal);
    } catch (error) {
      if (
        isError(error) &&
        (error.name === 'NotFoundError' || error.name === 'NotAllowedError')
      ) {
        this.#api.forgetRepository(owner, repository);
        return undefined;
      }
      throw error;
    }
  }
}
