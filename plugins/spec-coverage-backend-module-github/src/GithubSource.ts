import { InputError, isError } from '@backstage/errors';
import { formatSpecRef } from '@proofline/backstage-plugin-spec-coverage-common';
import {
  AnswerTooLargeError,
  canonicalizeMarkdown,
  type CanonicalDocument,
  type ChangedSpecs,
  type FetchResult,
  type ListChangedRequest,
  type SourceDocument,
  type SourceState,
  type SourceWebhook,
  type SpecHints,
  type SpecSource,
} from '@proofline/backstage-plugin-spec-coverage-node';
import { groupBy } from 'lodash';
import { type DocumentName, parseDocumentName } from './documentName';
import type { FailedDeliveries } from './FailedDeliveries';
import type { GithubApi, RepositoryFile } from './GithubApi';
import { GithubWebhook } from './GithubWebhook';
import { pushHints } from './pushHints';
import { type RepositoryChanges, RepositoryReader } from './RepositoryReader';

/** What Git LFS keeps in the place of a large file (git-lfs specification, version 1). */
const LFS_POINTER = 'version https://git-lfs.github.com/spec/';

/** The source `github`: Markdown files on the default branches of repositories. */
export class GithubSource implements SpecSource {
  readonly id: string;
  readonly documents = 'named';
  readonly webhook?: SourceWebhook;
  readonly #api: GithubApi;
  readonly #repositories: RepositoryReader;
  readonly #failedDeliveries: FailedDeliveries | undefined;
  readonly #watchers = new Set<(hints: SpecHints) => Promise<void>>();

  constructor(options: {
    id: string;
    api: GithubApi;
    state: SourceState;
    /** None: the source has no webhook. */
    webhookSecrets: readonly string[];
    failedDeliveries?: FailedDeliveries;
  }) {
    this.id = options.id;
    this.#api = options.api;
    this.#repositories = new RepositoryReader(options.api, options.state);
    this.#failedDeliveries = options.failedDeliveries;
    if (options.webhookSecrets.length > 0) {
      this.webhook = new GithubWebhook(options.id, options.webhookSecrets);
    }
  }

  async fetch(document: string, signal: AbortSignal): Promise<FetchResult> {
    signal.throwIfAborted();
    const name = parseDocumentName(document);
    if ('reason' in name) {
      return { type: 'missing', reason: name.reason };
    }
    try {
      const { defaultBranch } = await this.#api.repository(
        name.owner,
        name.repository,
        signal,
      );
      const { owner, repository, path } = name;
      const file = await this.#api.file(
        owner,
        repository,
        path,
        defaultBranch,
        signal,
      );
      return await this.#toResult(name, file, defaultBranch, signal);
    } catch (error) {
      signal.throwIfAborted();
      return toRefusal(error, name);
    }
  }

  canonicalize(document: SourceDocument): CanonicalDocument {
    return canonicalizeMarkdown(document.content);
  }

  listChanged(request: ListChangedRequest): ChangedSpecs {
    const read: RepositoryChanges[] = [];
    return {
      specRefs: this.#list(request, read),
      complete: false,
      stored: async () => {
        await Promise.all(read.map(changes => changes.remember()));
      },
    };
  }

  async listMatching(pattern: string, signal: AbortSignal): Promise<string[]> {
    return this.#repositories.matching(pattern, signal);
  }

  async watch(
    onHint: (hints: SpecHints) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    if (signal.aborted) {
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const store = async (hints: SpecHints) => {
        try {
          await onHint(hints);
        } catch (error) {
          reject(error);
          throw error;
        }
      };
      this.#watchers.add(store);
      signal.addEventListener('abort', () => resolve(), { once: true });
      this.#failedDeliveries?.run(signal).catch(reject);
    }).finally(() => this.#watchers.clear());
  }

  /**
   * Takes a push event that another part of the portal got.
   *
   * @param payload - of the event, never trusted
   * @throws when a hint cannot be stored
   */
  async takePush(payload: unknown): Promise<void> {
    if (typeof payload !== 'object' || payload === null) {
      throw new InputError('A push event has no payload');
    }
    const hints = pushHints(this.id, payload as Record<string, unknown>);
    if (hints.specRefs.length > 0 || hints.listChanges) {
      await Promise.all([...this.#watchers].map(take => take(hints)));
    }
  }

  /** @param read - takes each repository that was read */
  async *#list(
    { known, signal, since }: ListChangedRequest,
    read: RepositoryChanges[],
  ): AsyncGenerator<string> {
    signal.throwIfAborted();
    const byRepository = groupBy(known, repositoryOf);
    for (const [repository, documents] of Object.entries(byRepository)) {
      signal.throwIfAborted();
      const [owner, name] = repository.split('/');
      const changes =
        'reason' in parseDocumentName(documents[0])
          ? undefined
          : await this.#repositories.changes(owner, name, documents, {
              all: since === undefined,
              signal,
            });
      if (changes) {
        read.push(changes);
      }
      // What is no name of a file is found to be missing by its check.
      for (const document of changes?.documents ?? documents) {
        yield formatSpecRef({ source: this.id, document });
      }
    }
  }

  async #toResult(
    name: DocumentName,
    file: RepositoryFile,
    branch: string,
    signal: AbortSignal,
  ): Promise<FetchResult> {
    const document = toText(name);
    if (file.type !== 'file') {
      return { type: 'refused', reason: `'${document}' is not a file` };
    }
    if (!file.content) {
      return {
        type: 'refused',
        reason: `'${document}' is ${file.size} bytes large: GitHub gives files of up to 1 MB`,
      };
    }
    if (file.content.subarray(0, 100).toString().startsWith(LFS_POINTER)) {
      return {
        type: 'refused',
        reason: `'${document}' is kept in Git LFS: keep specs in Git itself`,
      };
    }
    const change = await this.#lastChange(name, branch, signal);
    return {
      type: 'found',
      document: {
        content: file.content,
        url: file.url,
        changedBy: change?.by,
        changedAt: change?.at,
      },
    };
  }

  /** Who made the version is good to know; a document without it is a document all the same. */
  async #lastChange(
    { owner, path, repository }: DocumentName,
    branch: string,
    signal: AbortSignal,
  ): Promise<{ by?: string; at?: Date } | undefined> {
    try {
      return await this.#api.lastChange(
        owner,
        repository,
        path,
        branch,
        signal,
      );
    } catch {
      signal.throwIfAborted();
      return undefined;
    }
  }
}

function repositoryOf(document: string): string {
  return document.split('/').slice(0, 2).join('/');
}

function toText({ owner, path, repository }: DocumentName): string {
  return [owner, repository, ...path].join('/');
}

function toRefusal(error: unknown, name: DocumentName): FetchResult {
  const document = toText(name);
  if (error instanceof AnswerTooLargeError) {
    return {
      type: 'refused',
      reason: `'${document}' is larger than ${error.maxBytes} bytes`,
    };
  }
  if (isError(error) && error.name === 'NotFoundError') {
    return {
      type: 'missing',
      reason: `There is no '${document}' on the default branch, or the portal's account may not see the repository`,
    };
  }
  if (isError(error) && error.name === 'NotAllowedError') {
    return { type: 'forbidden', reason: error.message };
  }
  throw error;
}
