import type { Entity } from '@backstage/catalog-model';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { SignalApi, signalApiRef } from '@backstage/plugin-signals-react';
import type { JsonObject } from '@backstage/types';
import { signalTopic } from '@proofline/backstage-plugin-spec-coverage-common';
import plugin from '../plugin';

const CARD = 'entity-card:spec-coverage/summary';
const TAB = 'entity-content:spec-coverage/coverage';

const HIDDEN = { card: [TAB], tab: [CARD], both: [] };

/** Signals as a socket would bring them. */
export class TestSignals implements SignalApi {
  readonly #subscribers = new Set<(message: JsonObject) => void>();

  subscribe<TMessage extends JsonObject>(
    _channel: string,
    onMessage: (message: TMessage) => void,
  ) {
    const subscriber = onMessage as (message: JsonObject) => void;
    this.#subscribers.add(subscriber);
    return { unsubscribe: () => this.#subscribers.delete(subscriber) };
  }

  publish(ref: string) {
    for (const subscriber of this.#subscribers) {
      subscriber({ topics: [signalTopic(ref)] });
    }
  }
}

/** An entity's page with the real plugin in it, whose client talks to the network. */
export function renderEntityPage(options: {
  entity: Entity;
  show: 'card' | 'tab' | 'both';
  signals?: SignalApi;
  mayVerify?: boolean;
  path?: string;
}) {
  const { entity, show, signals, mayVerify = true, path = '/' } = options;
  return renderTestApp({
    features: [plugin],
    extensions: [createTestEntityPage({ entity })],
    initialRouteEntries: [path],
    config: {
      app: {
        baseUrl: 'http://localhost:3000',
        extensions: HIDDEN[show].map(id => ({ [id]: false })),
      },
      backend: { baseUrl: 'http://localhost:7007' },
    },
    apis: [
      mockApis.permission({
        authorize: mayVerify ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
      }),
      ...(signals ? [[signalApiRef, signals] as const] : []),
    ],
  });
}
