import type { JsonObject } from '@backstage/types';
import { createHmac, randomUUID } from 'node:crypto';
import type { WebhookRequest } from '../../../webhook';
import { adfOf } from '../adfOf';
import type { SampleSpec } from '../SampleSpec';
import {
  VendorServer,
  type VendorAnswer,
  type VendorRequest,
} from '../VendorServer';
import { wikiOf } from './wikiOf';

/** What Jira Cloud answers for more issues than this at once. */
const MAX_BULK = 100;

interface Issue {
  key: string;
  id: string;
  summary: string;
  /** ADF in Cloud, wiki markup in Data Center. */
  description: JsonObject | string | null;
  /** Further fields, by id. */
  fields: Record<string, unknown>;
  updated: string;
  by: string;
  version: number;
}

/**
 * A local server that speaks the part of Jira's REST API that the source uses: version 3 with ADF as Cloud does, or version 2
 * with wiki markup as Data Center does. Documents are named by issue keys.
 *
 * @public
 */
export class JiraServer extends VendorServer {
  readonly deployment: 'cloud' | 'dataCenter';
  /** The value of the header `Authorization` that the portal has to send. */
  readonly authorization: string;
  /** Names of further fields, by id. */
  readonly fieldNames: Record<string, string> = {};
  readonly #secret: string;
  readonly #issues = new Map<string, Issue>();
  readonly #forbidden = new Set<string>();
  /** Old keys of issues that were moved, with their new ones. */
  readonly #moved = new Map<string, string>();
  #clock = Date.now() - 24 * 60 * 60_000;

  constructor(options: {
    deployment: 'cloud' | 'dataCenter';
    authorization: string;
    webhookSecret: string;
  }) {
    super();
    this.deployment = options.deployment;
    this.authorization = options.authorization;
    this.#secret = options.webhookSecret;
  }

  write(
    document: string,
    spec: SampleSpec,
    options: { by?: string } = {},
  ): void {
    this.writeIssue(document, {
      summary: spec.title,
      description: this.deployment === 'cloud' ? adfOf(spec) : wikiOf(spec),
      by: options.by,
    });
  }

  /** Makes or edits an issue. */
  writeIssue(
    key: string,
    change: {
      summary?: string;
      description?: JsonObject | string | null;
      fields?: Record<string, unknown>;
      by?: string;
    },
  ): void {
    const before = this.#issues.get(key);
    this.#clock += 1_000;
    this.#forbidden.delete(key);
    this.#issues.set(key, {
      key,
      id: before?.id ?? String(10_000 + this.#issues.size),
      summary: change.summary ?? before?.summary ?? '',
      description:
        change.description === undefined
          ? before?.description ?? null
          : change.description,
      fields: { ...before?.fields, ...change.fields },
      updated: new Date(Math.max(this.#clock, Date.now())).toISOString(),
      by: change.by ?? 'Ada Lovelace',
      version: (before?.version ?? 0) + 1,
    });
  }

  remove(document: string): void {
    this.#issues.delete(document);
  }

  forbid(document: string): void {
    this.#forbidden.add(document);
  }

  /** Moves an issue to another project: the old key still leads to it. */
  move(from: string, to: string): void {
    const issue = this.#issues.get(from);
    if (issue) {
      this.#issues.delete(from);
      this.#issues.set(to, { ...issue, key: to });
      this.#moved.set(from, to);
    }
  }

  deliveryOf(document: string): WebhookRequest {
    const issue = this.#issues.get(document);
    if (!issue) {
      return this.event('jira:issue_deleted', { issue: { key: document } });
    }
    return this.event(
      issue.version === 1 ? 'jira:issue_created' : 'jira:issue_updated',
      {
        issue_event_type_name:
          issue.version === 1 ? 'issue_created' : 'issue_updated',
        user: { displayName: issue.by },
        issue: {
          id: issue.id,
          self: `${this.url}/rest/api/2/issue/${issue.id}`,
          key: issue.key,
          fields: {
            summary: issue.summary,
            // In webhooks it is a text, also in Cloud.
            description: 'as text',
          },
        },
        ...(issue.version > 1 && {
          changelog: {
            id: randomUUID(),
            items: [
              {
                field: 'description',
                fieldId: 'description',
                fieldtype: 'jira',
                from: null,
                fromString: 'before',
                to: null,
                toString: 'as text',
              },
            ],
          },
        }),
      },
    );
  }

  /** Any event, signed. */
  event(
    webhookEvent: string,
    payload: Record<string, unknown>,
    timestamp = Date.now(),
  ): WebhookRequest {
    return this.signed(
      Buffer.from(JSON.stringify({ timestamp, webhookEvent, ...payload })),
    );
  }

  /** Any body, signed. */
  signed(rawBody: Uint8Array): WebhookRequest {
    const signature = createHmac('sha256', this.#secret)
      .update(rawBody)
      .digest('hex');
    return {
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'x-hub-signature': `sha256=${signature}`,
        ...(this.deployment === 'cloud' && {
          'x-atlassian-webhook-identifier': randomUUID(),
          'x-atlassian-webhook-flow': 'Primary',
        }),
      },
      rawBody,
    };
  }

  protected answer(request: VendorRequest): VendorAnswer {
    if (request.headers.authorization !== this.authorization) {
      return { status: 401, json: { message: 'Client must be authenticated' } };
    }
    const version = this.deployment === 'cloud' ? '3' : '2';
    const [, rest, api, given, resource, ...path] = request.path
      .split('/')
      .map(decodeURIComponent);
    if (rest !== 'rest' || api !== 'api' || given !== version) {
      return { status: 404, json: {} };
    }
    if (resource === 'issue' && path[0] === 'bulkfetch') {
      return this.#answerBulk(request);
    }
    if (resource === 'issue' && path.length === 1) {
      return this.#answerIssue(path[0], request.query);
    }
    return resource === 'search'
      ? this.#answerSearch(request.query)
      : { status: 404, json: {} };
  }

  #find(key: string): Issue | undefined {
    return this.#forbidden.has(key)
      ? undefined
      : this.#issues.get(this.#moved.get(key) ?? key);
  }

  #answerIssue(key: string, query: URLSearchParams): VendorAnswer {
    const issue = this.#find(key);
    if (!issue) {
      return {
        status: 404,
        json: {
          errorMessages: [
            'Issue does not exist or you do not have permission to see it.',
          ],
        },
      };
    }
    const wanted = (query.get('fields') ?? '').split(',');
    const all: Record<string, unknown> = {
      summary: issue.summary,
      description: issue.description,
      updated: toJiraTime(issue.updated),
      ...issue.fields,
    };
    return {
      status: 200,
      json: {
        id: issue.id,
        self: `${this.url}/rest/api/3/issue/${issue.id}`,
        key: issue.key,
        fields: Object.fromEntries(
          Object.entries(all).filter(([name]) => wanted.includes(name)),
        ),
        names: {
          summary: 'Summary',
          description: 'Description',
          ...this.fieldNames,
        },
        changelog: {
          startAt: 0,
          maxResults: 1,
          total: issue.version,
          histories: [
            {
              author: { displayName: 'Somebody else' },
              created: toJiraTime(
                new Date(Date.parse(issue.updated) + 1_000).toISOString(),
              ),
              items: [{ field: 'status', fieldId: 'status' }],
            },
            {
              author: { displayName: issue.by },
              created: toJiraTime(issue.updated),
              items: [{ field: 'description', fieldId: 'description' }],
            },
          ],
        },
      },
    };
  }

  #answerBulk(request: VendorRequest): VendorAnswer {
    const { issueIdsOrKeys }: { issueIdsOrKeys: string[] } = JSON.parse(
      request.body.toString(),
    );
    if (issueIdsOrKeys.length > MAX_BULK) {
      return { status: 400, json: { errorMessages: ['Too many issues'] } };
    }
    const found = issueIdsOrKeys.flatMap(key => this.#find(key) ?? []);
    return {
      status: 200,
      json: {
        issues: found.map(issue => ({
          key: issue.key,
          fields: { updated: toJiraTime(issue.updated) },
        })),
        issueErrors: [],
      },
    };
  }

  #answerSearch(query: URLSearchParams): VendorAnswer {
    const keys = /^key in \((.*)\)$/.exec(query.get('jql') ?? '')?.[1] ?? '';
    const found = keys
      .split(',')
      .map(key => key.trim().replace(/^"|"$/g, ''))
      .map(key => ({ key, issue: this.#find(key) }));
    if (
      query.get('validateQuery') !== 'false' &&
      found.some(({ issue }) => !issue)
    ) {
      return {
        status: 400,
        json: { errorMessages: ['An issue with this key does not exist'] },
      };
    }
    const startAt = Number(query.get('startAt') ?? 0);
    const maxResults = Number(query.get('maxResults') ?? 50);
    const issues = found.flatMap(({ issue }) => issue ?? []);
    return {
      status: 200,
      json: {
        startAt,
        maxResults,
        total: issues.length,
        issues: issues.slice(startAt, startAt + maxResults).map(issue => ({
          key: issue.key,
          fields: { updated: toJiraTime(issue.updated) },
        })),
      },
    };
  }
}

/** Jira writes the offset without a colon: `2026-11-24T10:00:00.000+0000`. */
function toJiraTime(moment: string): string {
  return moment.replace('Z', '+0000');
}
