import { InputError } from '@backstage/errors';
import {
  isSignedWith,
  parseJsonBody,
  type SourceWebhook,
  type SpecHints,
  type WebhookRequest,
} from '@proofline/backstage-plugin-spec-coverage-node';
import { pushHints } from './pushHints';

/** The largest payload that GitHub sends, in bytes. */
const MAX_BODY_BYTES = 25 * 1024 * 1024;

/** What happens to a repository that can make other documents of the same names. */
const REPOSITORY_ACTIONS = new Set([
  'deleted',
  'edited',
  'privatized',
  'publicized',
  'renamed',
  'transferred',
]);

const DELIVERY_ID = /^[\x21-\x7e]{1,200}$/;

/** GitHub's webhook: `X-Hub-Signature-256` over the body, `X-GitHub-Delivery`, `X-GitHub-Event`. */
export class GithubWebhook implements SourceWebhook {
  readonly maxBodyBytes = MAX_BODY_BYTES;
  readonly #sourceId: string;
  readonly #secrets: readonly string[];

  constructor(sourceId: string, secrets: readonly string[]) {
    this.#sourceId = sourceId;
    this.#secrets = secrets;
  }

  async verify({ headers, rawBody }: WebhookRequest): Promise<boolean> {
    return isSignedWith({
      secrets: this.#secrets,
      rawBody,
      signature: headers['x-hub-signature-256'],
    });
  }

  deliveryId({ headers }: WebhookRequest): string {
    const id = headers['x-github-delivery'] ?? '';
    if (!DELIVERY_ID.test(id)) {
      throw new InputError('The header X-GitHub-Delivery has no delivery id');
    }
    return id;
  }

  hints({ headers, rawBody }: WebhookRequest): SpecHints {
    const contentType = headers['content-type'] ?? '';
    if (!/^application\/json\b/i.test(contentType)) {
      throw new InputError(
        "Set the webhook's content type to application/json in GitHub",
      );
    }
    const payload = parseJsonBody(rawBody);
    switch (headers['x-github-event']) {
      case 'push':
        return pushHints(this.#sourceId, payload);
      case 'repository':
        return {
          specRefs: [],
          listChanges: REPOSITORY_ACTIONS.has(String(payload.action)),
        };
      default:
        return { specRefs: [] };
    }
  }
}
