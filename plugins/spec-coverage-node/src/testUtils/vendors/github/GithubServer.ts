import { createHmac, randomUUID } from 'node:crypto';
import type { WebhookRequest } from '../../../webhook';
import type { SampleSpec } from '../SampleSpec';
import {
  VendorServer,
  type VendorAnswer,
  type VendorRequest,
} from '../VendorServer';
import { difference, GitRepository } from './GitRepository';
import { markdownOf } from './markdownOf';
import { answerRepository } from './repositoryAnswers';

/** GitHub names no more commits than this in a push. */
const MAX_PUSH_COMMITS = 2_048;

const ZEROS = '0'.repeat(40);

/**
 * A delivery as `GET /hooks/{id}/deliveries` lists it.
 *
 * @public
 */
export interface GithubDelivery {
  id: number;
  guid: string;
  /** `OK` when the portal answered with 2xx. */
  status: string;
  delivered_at: string;
}

/**
 * A local server that speaks the part of GitHub's REST API (version 2022-11-28) that the source uses, with repositories in
 * memory. Documents are named `<owner>/<repository>/<path>`.
 *
 * @public
 */
export class GithubServer extends VendorServer {
  /** The token that the portal has to send. */
  readonly token: string;
  readonly #secret: string;
  readonly #repositories = new Map<string, GitRepository>();
  readonly #forbidden = new Set<string>();
  /** The deliveries of the one webhook, the newest first. */
  readonly deliveries: GithubDelivery[] = [];
  /** How many entries of a tree are listed at most; the rest is cut off, as GitHub does with very many. */
  maxTreeEntries = Infinity;
  /** Ids of deliveries that were asked for again. */
  readonly redelivered: number[] = [];

  constructor(options: { token: string; webhookSecret: string }) {
    super();
    this.token = options.token;
    this.#secret = options.webhookSecret;
  }

  /** A repository, which is made when it is asked for first. */
  repository(fullName: string): GitRepository {
    const found = this.#repositories.get(fullName);
    if (found) {
      return found;
    }
    const made = new GitRepository();
    this.#repositories.set(fullName, made);
    return made;
  }

  /** Deletes a repository. */
  removeRepository(fullName: string): void {
    this.#repositories.delete(fullName);
  }

  write(
    document: string,
    spec: SampleSpec,
    options: { by?: string } = {},
  ): void {
    const { fullName, path } = split(document);
    this.#forbidden.delete(document);
    this.repository(fullName).commit({ [path]: markdownOf(spec) }, options);
  }

  remove(document: string): void {
    const { fullName, path } = split(document);
    this.repository(fullName).commit({ [path]: null });
  }

  forbid(document: string): void {
    this.#forbidden.add(document);
  }

  deliveryOf(document: string): WebhookRequest {
    const { fullName } = split(document);
    const { commits, head } = this.repository(fullName);
    const before = commits.get(head ?? '')?.parents[0];
    return this.push(fullName, before);
  }

  /** The `push` event that tells of what came after a commit. */
  push(
    fullName: string,
    before: string | undefined,
    change: Record<string, unknown> = {},
  ): WebhookRequest {
    const repository = this.repository(fullName);
    const { commits, defaultBranch, head = ZEROS } = repository;
    const pushed = [];
    let commit = commits.get(head);
    while (commit && commit.sha !== before) {
      const parent = commits.get(commit.parents[0] ?? '');
      pushed.unshift({
        id: commit.sha,
        timestamp: commit.author.date,
        author: { name: commit.author.name },
        // Of a merge GitHub names no files.
        ...(commit.parents.length > 1
          ? { added: [], modified: [], removed: [] }
          : difference(parent?.files ?? new Map(), commit.files)),
      });
      commit = parent;
    }
    return this.event('push', {
      ref: `refs/heads/${defaultBranch}`,
      before: before ?? ZEROS,
      after: head,
      created: before === undefined,
      deleted: false,
      forced: before !== undefined && !repository.isAncestor(before, head),
      base_ref: null,
      commits: pushed.slice(0, MAX_PUSH_COMMITS),
      head_commit: pushed.at(-1) ?? null,
      repository: {
        full_name: fullName,
        default_branch: defaultBranch,
        html_url: `${this.url}/${fullName}`,
      },
      ...change,
    });
  }

  /** Any event, signed. */
  event(name: string, payload: Record<string, unknown>): WebhookRequest {
    return this.signed(name, Buffer.from(JSON.stringify(payload)));
  }

  /** Any body, signed. */
  signed(name: string, rawBody: Uint8Array): WebhookRequest {
    const signature = createHmac('sha256', this.#secret)
      .update(rawBody)
      .digest('hex');
    return {
      headers: {
        'content-type': 'application/json',
        'user-agent': 'GitHub-Hookshot/0000000',
        'x-github-event': name,
        'x-github-delivery': randomUUID(),
        'x-hub-signature-256': `sha256=${signature}`,
      },
      rawBody,
    };
  }

  protected answer(request: VendorRequest): VendorAnswer {
    if (
      !/^(?:token|Bearer) /i.test(request.headers.authorization ?? '') ||
      request.headers.authorization?.split(' ')[1] !== this.token
    ) {
      return { status: 401, json: { message: 'Bad credentials' } };
    }
    const path = request.path.split('/').slice(1).map(decodeURIComponent);
    const hook = path.indexOf('hooks');
    if (hook > 0) {
      return this.#answerHook(request, path.slice(hook + 2));
    }
    const [repos, owner, name, ...rest] = path;
    const fullName = `${owner}/${name}`;
    const repository = this.#repositories.get(fullName);
    if (repos !== 'repos' || !repository) {
      return { status: 404, json: { message: 'Not Found' } };
    }
    if (
      rest[0] === 'contents' &&
      this.#forbidden.has(`${fullName}/${rest.slice(1).join('/')}`)
    ) {
      return {
        status: 403,
        json: { message: 'Resource not accessible by integration' },
      };
    }
    return answerRepository({
      fullName,
      maxTreeEntries: this.maxTreeEntries,
      path: rest,
      query: request.query,
      repository,
      url: this.url,
    });
  }

  #answerHook(request: VendorRequest, path: string[]): VendorAnswer {
    const [, id, attempts] = path;
    if (request.method === 'POST' && attempts === 'attempts') {
      this.redelivered.push(Number(id));
      return { status: 202, json: {} };
    }
    return { status: 200, json: this.deliveries.slice(0, 100) };
  }
}

function split(document: string): { fullName: string; path: string } {
  const [owner, name, ...path] = document.split('/');
  return { fullName: `${owner}/${name}`, path: path.join('/') };
}
