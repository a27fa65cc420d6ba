import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError, stringifyError } from '@backstage/errors';
import type {
  SpecSource,
  WebhookRequest,
} from '@proofline/backstage-plugin-spec-coverage-node';
import { createHash } from 'node:crypto';
import type { DeliveryInbox } from './DeliveryInbox';

/** What became of a request to a webhook. */
export type WebhookOutcome =
  | { result: 'accepted' | 'duplicate' }
  | { result: 'unauthorized' | 'unreadable' | 'unavailable'; message: string };

/** Longer delivery ids are kept as their hash. */
const MAX_ID_LENGTH = 200;

/** Takes requests of vendors: who sent it, whether it came before, what it says may have changed. */
export class WebhookReceiver {
  readonly #inbox: DeliveryInbox;
  readonly #logger: LoggerService;

  constructor(inbox: DeliveryInbox, logger: LoggerService) {
    this.#inbox = inbox;
    this.#logger = logger;
  }

  /**
   * Takes a request. When the outcome is `accepted`, what it says has been stored and will be acted upon, whatever happens to
   * this process. Nothing of the body appears in the outcome or in the log.
   */
  async receive(
    source: SpecSource,
    request: WebhookRequest,
  ): Promise<WebhookOutcome> {
    const { webhook } = source;
    if (!webhook) {
      throw new Error(`The source '${source.id}' has no webhook`);
    }
    try {
      if (!(await webhook.verify(request))) {
        return {
          result: 'unauthorized',
          message: `The request is not signed with the webhook secret of the source '${source.id}'`,
        };
      }
      const hints = webhook.hints(request);
      const id = toKey(webhook.deliveryId(request));
      return { result: await this.#inbox.take({ source, id, hints }) };
    } catch (error) {
      if (isError(error) && error.name === 'InputError') {
        return { result: 'unreadable', message: error.message };
      }
      this.#logger.error(
        `A delivery to the webhook of '${
          source.id
        }' could not be stored, and its sender was asked to try again: ${stringifyError(
          error,
        )}`,
      );
      return {
        result: 'unavailable',
        message: 'The delivery could not be stored. Send it again later.',
      };
    }
  }
}

function toKey(deliveryId: string): string {
  return deliveryId.length > MAX_ID_LENGTH
    ? createHash('sha256').update(deliveryId).digest('hex')
    : deliveryId;
}
