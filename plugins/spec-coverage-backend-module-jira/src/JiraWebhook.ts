import { InputError } from '@backstage/errors';
import { formatSpecRef } from '@proofline/backstage-plugin-spec-coverage-common';
import {
  isSignedWith,
  parseJsonBody,
  type SourceWebhook,
  type SpecHints,
  type WebhookRequest,
} from '@proofline/backstage-plugin-spec-coverage-node';
import { createHash } from 'node:crypto';
import { isIssueKey } from './issueKey';

/** The largest payload that Jira sends, in bytes; larger ones it does not send at all. */
const MAX_BODY_BYTES = 25 * 1024 * 1024;

/**
 * Jira signs no time, and retries for about half an hour. A captured request is refused when it is older than this, in ms; until
 * then its delivery id is remembered.
 */
const MAX_AGE_MS = 24 * 60 * 60_000;
const MAX_AHEAD_MS = 10 * 60_000;

const ISSUE_EVENTS = new Set([
  'jira:issue_created',
  'jira:issue_updated',
  'jira:issue_deleted',
]);
const COMMENT_EVENTS = new Set([
  'comment_created',
  'comment_updated',
  'comment_deleted',
]);
/** Kinds of `jira:issue_updated` that are about a comment only. */
const COMMENT_KINDS = new Set([
  'issue_commented',
  'issue_comment_edited',
  'issue_comment_deleted',
]);
const PRINTABLE = /^[\x21-\x7e]{1,200}$/;

/** Jira's webhook: `X-Hub-Signature` over the body, and in Cloud `X-Atlassian-Webhook-Identifier`. */
export class JiraWebhook implements SourceWebhook {
  readonly maxBodyBytes = MAX_BODY_BYTES;
  readonly #options: {
    sourceId: string;
    secrets: readonly string[];
    comments: boolean;
    now: () => number;
  };

  constructor(options: {
    sourceId: string;
    secrets: readonly string[];
    comments: boolean;
    now?: () => number;
  }) {
    this.#options = { now: Date.now, ...options };
  }

  async verify({ headers, rawBody }: WebhookRequest): Promise<boolean> {
    return isSignedWith({
      secrets: this.#options.secrets,
      rawBody,
      signature: headers['x-hub-signature'],
    });
  }

  deliveryId({ headers, rawBody }: WebhookRequest): string {
    const id = headers['x-atlassian-webhook-identifier'];
    // Data Center gives none. Its bodies have a timestamp, and so differ.
    return id !== undefined && PRINTABLE.test(id)
      ? id
      : createHash('sha256').update(rawBody).digest('hex');
  }

  hints({ rawBody }: WebhookRequest): SpecHints {
    const payload = parseJsonBody(rawBody);
    this.#refuseOld(own(payload, 'timestamp'));
    if (!this.#isOfConcern(payload)) {
      return { specRefs: [] };
    }
    const keys = [own(own(payload, 'issue'), 'key'), ...oldKeys(payload)];
    return {
      specRefs: keys
        .filter(isIssueKey)
        .map(document =>
          formatSpecRef({ source: this.#options.sourceId, document }),
        ),
    };
  }

  #refuseOld(timestamp: unknown): void {
    if (typeof timestamp !== 'number') {
      return;
    }
    const age = this.#options.now() - timestamp;
    if (age > MAX_AGE_MS || age < -MAX_AHEAD_MS) {
      throw new InputError(
        'The timestamp of the event is more than 24 h old, or in the future',
      );
    }
  }

  #isOfConcern(payload: Record<string, unknown>): boolean {
    const event = String(own(payload, 'webhookEvent'));
    if (COMMENT_EVENTS.has(event)) {
      return this.#options.comments;
    }
    if (!ISSUE_EVENTS.has(event)) {
      return false;
    }
    const kind = String(own(payload, 'issue_event_type_name'));
    return this.#options.comments || !COMMENT_KINDS.has(kind);
  }
}

/** The keys that a moved issue had. */
function oldKeys(payload: Record<string, unknown>): unknown[] {
  const items = own(own(payload, 'changelog'), 'items');
  return Array.isArray(items)
    ? items
        .filter(item => own(item, 'field') === 'Key')
        .map(item => own(item, 'fromString'))
    : [];
}

/** A property that an object has itself: changelogs have one that is called `toString`. */
function own(value: unknown, name: string): unknown {
  return typeof value === 'object' &&
    value !== null &&
    Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
