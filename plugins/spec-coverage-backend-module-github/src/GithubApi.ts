import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  readRetryAfterMs,
  SourceHttpClient,
  type SourceHttpAnswer,
  type SourceHttpRequest,
  TryLaterError,
} from '@proofline/backstage-plugin-spec-coverage-node';

/** How long what is known of a repository is believed, in ms. A webhook that says otherwise ends it sooner. */
const REPOSITORY_TTL_MS = 60_000;

/** What is asked of a repository. */
export interface Repository {
  defaultBranch: string;
  /** Address for people. */
  url: string;
}

/** An entry of a folder, or a file with its content. */
export interface RepositoryFile {
  type: 'file' | 'dir' | 'symlink' | 'submodule';
  /** In bytes. */
  size: number;
  /** Absent where GitHub does not give it, which is so for files over 1 MB. */
  content?: Uint8Array;
  /** Address for people. */
  url?: string;
}

/** An entry of a Git tree. */
export interface TreeEntry {
  path: string;
  type: 'blob' | 'tree' | 'commit';
  sha: string;
}

/** How two commits compare. */
export interface Comparison {
  status: 'ahead' | 'behind' | 'diverged' | 'identical';
  commits: number;
  /** Paths that are in one of the commits and not the same in the other. */
  paths: string[];
}

/**
 * The part of GitHub's REST API that this source uses.
 *
 * Each method throws NotFoundError when there is no such thing or the account may not see it, NotAllowedError when the account
 * may see but not read it, and TryLaterError when GitHub cannot be asked at the moment.
 */
export class GithubApi {
  readonly #http: SourceHttpClient;
  readonly #configKey: string;
  readonly #headers: (owner: string) => Promise<Record<string, string>>;
  readonly #now: () => number;
  readonly #repositories = new Map<
    string,
    { until: number; repository: Promise<Repository> }
  >();

  constructor(options: {
    /** Such as `https://api.github.com`. */
    apiBaseUrl: string;
    configKey: string;
    /** Headers with the credentials for what belongs to an owner. */
    headers(owner: string): Promise<Record<string, string>>;
    now?: () => number;
  }) {
    this.#configKey = options.configKey;
    this.#headers = options.headers;
    this.#now = options.now ?? Date.now;
    this.#http = new SourceHttpClient({
      baseUrl: options.apiBaseUrl,
      configKey: options.configKey,
      headers: async () => ({
        accept: 'application/vnd.github+json',
        'user-agent': 'proofline',
        'x-github-api-version': '2022-11-28',
      }),
    });
  }

  /** What is known of a repository, at most a minute old. */
  async repository(
    owner: string,
    name: string,
    signal: AbortSignal,
  ): Promise<Repository> {
    const key = `${owner}/${name}`.toLowerCase();
    const known = this.#repositories.get(key);
    if (known && known.until > this.#now()) {
      return known.repository;
    }
    const repository = this.#readRepository(owner, name, signal);
    this.#repositories.set(key, {
      until: this.#now() + REPOSITORY_TTL_MS,
      repository,
    });
    // What failed is asked again the next time.
    repository.catch(() => this.forgetRepository(owner, name));
    return repository;
  }

  /** Asks again what is known of a repository the next time that it is needed. */
  forgetRepository(owner: string, name: string): void {
    this.#repositories.delete(`${owner}/${name}`.toLowerCase());
  }

  /** The newest commit of a branch. */
  async head(
    owner: string,
    repository: string,
    branch: string,
    signal: AbortSignal,
  ): Promise<string> {
    const { commit } = await this.#get<{ commit: { sha: string } }>(
      ['repos', owner, repository, 'branches', branch],
      { signal },
    );
    return commit.sha;
  }

  /** A file at a branch or commit. */
  async file(
    owner: string,
    repository: string,
    path: readonly string[],
    ref: string,
    signal: AbortSignal,
  ): Promise<RepositoryFile> {
    const found = await this.#get<
      | unknown[]
      | {
          type: RepositoryFile['type'];
          size: number;
          encoding?: string;
          content?: string;
          html_url?: string;
        }
    >(['repos', owner, repository, 'contents', ...path], {
      signal,
      query: { ref },
    });
    if (Array.isArray(found)) {
      return { type: 'dir', size: 0 };
    }
    return {
      type: found.type,
      size: found.size,
      content:
        found.encoding === 'base64' && typeof found.content === 'string'
          ? Buffer.from(found.content, 'base64')
          : undefined,
      url: found.html_url,
    };
  }

  /** Who last changed a file, and when; `undefined` where nobody did. */
  async lastChange(
    owner: string,
    repository: string,
    path: readonly string[],
    ref: string,
    signal: AbortSignal,
  ): Promise<{ by?: string; at?: Date } | undefined> {
    const [newest] = await this.#get<
      Array<{ commit: { author?: { name?: string; date?: string } } }>
    >(['repos', owner, repository, 'commits'], {
      signal,
      query: { sha: ref, path: path.join('/'), per_page: 1 },
    });
    const author = newest?.commit.author;
    const at = author?.date === undefined ? undefined : new Date(author.date);
    return (
      author && {
        by: author.name,
        at: at && !Number.isNaN(at.getTime()) ? at : undefined,
      }
    );
  }

  /** The files of a commit. `truncated` when GitHub does not list all. */
  async tree(
    owner: string,
    repository: string,
    sha: string,
    options: { recursive: boolean; signal: AbortSignal },
  ): Promise<{ entries: TreeEntry[]; truncated: boolean }> {
    const { tree, truncated } = await this.#get<{
      tree: TreeEntry[];
      truncated: boolean;
    }>(['repos', owner, repository, 'git', 'trees', sha], {
      signal: options.signal,
      query: { recursive: options.recursive ? '1' : undefined },
    });
    return { entries: tree, truncated };
  }

  /** How two commits compare: at most 300 paths, and 250 commits, as GitHub gives them. */
  async compare(
    owner: string,
    repository: string,
    base: string,
    head: string,
    signal: AbortSignal,
  ): Promise<Comparison> {
    const { status, total_commits, files } = await this.#get<{
      status: Comparison['status'];
      total_commits: number;
      files?: Array<{ filename: string; previous_filename?: string }>;
    }>(['repos', owner, repository, 'compare', `${base}...${head}`], {
      signal,
    });
    return {
      status,
      commits: total_commits,
      paths: (files ?? []).flatMap(file => [
        file.filename,
        ...(file.previous_filename === undefined
          ? []
          : [file.previous_filename]),
      ]),
    };
  }

  /** The newest deliveries of a webhook, at most 100. */
  async deliveries(
    hook: readonly string[],
    signal: AbortSignal,
  ): Promise<
    Array<{ id: number; guid: string; status: string; delivered_at: string }>
  > {
    return this.#get([...hook, 'deliveries'], {
      signal,
      query: { per_page: 100 },
    });
  }

  /** Has GitHub send a delivery again. */
  async redeliver(
    hook: readonly string[],
    id: number,
    signal: AbortSignal,
  ): Promise<void> {
    await this.#get([...hook, 'deliveries', String(id), 'attempts'], {
      method: 'POST',
      signal,
    });
  }

  async #readRepository(
    owner: string,
    name: string,
    signal: AbortSignal,
  ): Promise<Repository> {
    const found = await this.#get<{ default_branch: string; html_url: string }>(
      ['repos', owner, name],
      { signal },
    );
    return { defaultBranch: found.default_branch, url: found.html_url };
  }

  async #get<T>(
    path: readonly string[],
    request: Omit<SourceHttpRequest, 'path'>,
  ): Promise<T> {
    // All paths are /repos/<owner>/… or /orgs/<owner>/….
    const headers = await this.#headers(path[1]);
    const answer = await this.#http.request({ ...request, path, headers });
    if (answer.status >= 200 && answer.status < 300) {
      return answer.json() as T;
    }
    const what = `/${path.join('/')}`;
    if (answer.status === 404 || answer.status === 451) {
      throw new NotFoundError(
        `GitHub answered ${answer.status} for ${what}: it is not there, or the portal's account may not see it`,
      );
    }
    if (answer.status === 403) {
      throw refusal(answer, what, this.#now());
    }
    throw new TryLaterError(
      `GitHub answered ${
        answer.status
      } for ${what}, which was not expected; look at ${
        this.#configKey
      } and the integration that it uses`,
    );
  }
}

/** A 403 is a limit of requests, or a right that is missing. */
function refusal(
  answer: SourceHttpAnswer,
  what: string,
  now: number,
): TryLaterError | NotAllowedError {
  const isLimit =
    answer.headers.get('x-ratelimit-remaining') === '0' ||
    answer.headers.has('retry-after');
  return isLimit
    ? new TryLaterError(`GitHub's limit of requests was reached at ${what}`, {
        retryAfterMs: readRetryAfterMs(name => answer.headers.get(name), now),
      })
    : new NotAllowedError(
        `GitHub does not let the portal's account read ${what}: it takes the permission 'Contents: read'`,
      );
}
