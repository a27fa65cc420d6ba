import { InputError } from '@backstage/errors';
import type {
  SourceWebhook,
  SpecHints,
  WebhookRequest,
} from '@proofline/backstage-plugin-spec-coverage-node';
import type { Channels } from './Channels';

/** Messages have no body; this is room for one that is not looked at, in bytes. */
const MAX_BODY_BYTES = 64 * 1024;

/** States of a resource that mean that something changed; `sync` says only that the channel is open. */
const CHANGES = new Set([
  'add',
  'change',
  'remove',
  'trash',
  'untrash',
  'update',
]);

const CHANNEL_ID = /^[\w-]{1,64}$/;
const MESSAGE_NUMBER = /^\d{1,19}$/;

/**
 * Google's push notifications, which nobody signs. What proves them is the token of the channel, which only Google and the portal
 * know. They do not say what changed.
 */
export class GoogleDocsWebhook implements SourceWebhook {
  readonly maxBodyBytes = MAX_BODY_BYTES;
  readonly #channels: Channels;

  constructor(channels: Channels) {
    this.#channels = channels;
  }

  async verify({ headers }: WebhookRequest): Promise<boolean> {
    const channelId = headers['x-goog-channel-id'] ?? '';
    return (
      CHANNEL_ID.test(channelId) &&
      this.#channels.isKnown({
        channelId,
        token: headers['x-goog-channel-token'] ?? '',
        resourceId: headers['x-goog-resource-id'] ?? '',
      })
    );
  }

  deliveryId({ headers }: WebhookRequest): string {
    const number = headers['x-goog-message-number'] ?? '';
    if (!MESSAGE_NUMBER.test(number)) {
      throw new InputError('The header X-Goog-Message-Number has no number');
    }
    return `${headers['x-goog-channel-id']}:${number}`;
  }

  hints({ headers }: WebhookRequest): SpecHints {
    return CHANGES.has(headers['x-goog-resource-state'] ?? '')
      ? { specRefs: [], listChanges: true }
      : { specRefs: [] };
  }
}
