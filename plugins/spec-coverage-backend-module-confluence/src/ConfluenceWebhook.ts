import { InputError } from '@backstage/errors';
import { formatSpecRef } from '@proofline/backstage-plugin-spec-coverage-common';
import {
  isOneOfSecrets,
  isSignedWith,
  parseJsonBody,
  type SourceWebhook,
  type SpecHints,
  type WebhookRequest,
} from '@proofline/backstage-plugin-spec-coverage-node';
import { createHash } from 'node:crypto';
import { isPageId } from './pageId';

/** Events name a page and never hold one: this is far more than they have, in bytes. */
const MAX_BODY_BYTES = 1024 * 1024;

/** Neither a signature nor a secret in a header says when: what is older than this, in ms, is refused. */
const MAX_AGE_MS = 24 * 60 * 60_000;
const MAX_AHEAD_MS = 10 * 60_000;

/** The header in which an automation rule of Cloud sends the secret. */
const SECRET_HEADER = 'x-proofline-secret';

/** Events of Data Center about a page, or about any content, and the names that our automation rules give. */
const EVENTS =
  /^(?:page|content|blueprint_page)_(?:created|updated|moved|trashed|restored|removed|archived|unarchived)$/;

const PRINTABLE = /^[\x21-\x7e]{1,200}$/;

/**
 * Confluence's webhook: in Data Center signed by `X-Hub-Signature`; in Cloud, which has none, a web request that an automation
 * rule sends, with the secret in a header.
 */
export class ConfluenceWebhook implements SourceWebhook {
  readonly maxBodyBytes = MAX_BODY_BYTES;
  readonly #options: {
    sourceId: string;
    deployment: 'cloud' | 'dataCenter';
    secrets: readonly string[];
    now: () => number;
  };

  constructor(options: {
    sourceId: string;
    deployment: 'cloud' | 'dataCenter';
    secrets: readonly string[];
    now?: () => number;
  }) {
    this.#options = { now: Date.now, ...options };
  }

  async verify({ headers, rawBody }: WebhookRequest): Promise<boolean> {
    const { deployment, secrets } = this.#options;
    return deployment === 'cloud'
      ? isOneOfSecrets(secrets, headers[SECRET_HEADER])
      : isSignedWith({
          secrets,
          rawBody,
          signature: headers['x-hub-signature'],
        });
  }

  deliveryId({ rawBody }: WebhookRequest): string {
    const id =
      this.#options.deployment === 'cloud'
        ? parseJsonBody(rawBody).deliveryId
        : undefined;
    // Data Center gives none. Its bodies have a timestamp, and so differ.
    return typeof id === 'string' && PRINTABLE.test(id)
      ? id
      : createHash('sha256').update(rawBody).digest('hex');
  }

  hints({ rawBody }: WebhookRequest): SpecHints {
    const { event, page, content, timestamp } = parseJsonBody(rawBody);
    this.#refuseOld(timestamp);
    const id = idOf(page) ?? idOf(content);
    return typeof event === 'string' && EVENTS.test(event) && id !== undefined
      ? {
          specRefs: [
            formatSpecRef({ source: this.#options.sourceId, document: id }),
          ],
        }
      : { specRefs: [] };
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
}

/** The id of a page: a number in Data Center, a text in Cloud. */
function idOf(page: unknown): string | undefined {
  const id = (page as { id?: unknown } | null | undefined)?.id;
  const text =
    typeof id === 'number' || typeof id === 'string' ? String(id) : '';
  return isPageId(text) ? text : undefined;
}
