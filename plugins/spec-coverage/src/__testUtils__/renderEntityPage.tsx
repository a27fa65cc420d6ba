import type { Entity } from '@backstage/catalog-model';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import {
  catalogApiMock,
  createTestEntityPage,
} from '@backstage/plugin-catalog-react/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { SignalApi, signalApiRef } from '@backstage/plugin-signals-react';
import type { JsonObject } from '@backstage/types';
import {
  signalTopic,
  specAcceptPermission,
  specVerifyPermission,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { browser } from '@proofline/backstage-ui/testUtils';
import plugin from '../plugin';

const CARD = 'entity-card:spec-coverage/summary';
const TAB = 'entity-content:spec-coverage/coverage';

/** Where the pages of entities are, as in the catalog. */
const PAGE = '/catalog/:namespace/:kind/:name';

/** What the plugin adds to the pages of entities. */
const ALL = [
  CARD,
  TAB,
  'entity-card:spec-coverage/document',
  'entity-card:spec-coverage/specifies',
  'entity-card:spec-coverage/user-stories',
  'entity-card:spec-coverage/user-story-of',
] as const;

type ExtensionId = (typeof ALL)[number];

const SHOWN: Record<'card' | 'tab' | 'both', readonly ExtensionId[]> = {
  card: [CARD],
  tab: [TAB],
  both: [CARD, TAB],
};

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

/** Where the page of an entity is. */
export function addressOf({ kind, metadata }: Entity): string {
  return `/catalog/${metadata.namespace ?? 'default'}/${kind.toLocaleLowerCase(
    'en-US',
  )}/${metadata.name}`;
}

/** An entity's page with the real plugin in it, whose client talks to the network. */
export function renderEntityPage(options: {
  entity: Entity;
  show: keyof typeof SHOWN | ExtensionId;
  signals?: SignalApi;
  mayVerify?: boolean;
  mayAccept?: boolean;
  /** Below the address of the page; a query, too. */
  path?: string;
  /** Other entities of the catalog. */
  catalog?: Entity[];
}) {
  const { catalog = [], entity, show, signals, path = '' } = options;
  const { mayVerify = true, mayAccept = mayVerify } = options;
  const allowed = {
    [specVerifyPermission.name]: mayVerify,
    [specAcceptPermission.name]: mayAccept,
  };
  const shown: readonly string[] =
    show in SHOWN ? SHOWN[show as keyof typeof SHOWN] : [show];
  return renderTestApp({
    features: [plugin],
    extensions: [createTestEntityPage({ entity }), browser],
    initialRouteEntries: [`${addressOf(entity)}${path}`],
    config: {
      app: {
        baseUrl: 'http://localhost:3000',
        extensions: [
          { 'page:test/test-entity': { config: { path: PAGE } } },
          ...ALL.filter(id => !shown.includes(id)).map(id => ({ [id]: false })),
        ],
      },
      backend: { baseUrl: 'http://localhost:7007' },
    },
    apis: [
      catalogApiMock({ entities: catalog }),
      mockApis.permission({
        authorize: ({ permission }) =>
          allowed[permission.name] ?? true
            ? AuthorizeResult.ALLOW
            : AuthorizeResult.DENY,
      }),
      ...(signals ? [[signalApiRef, signals] as const] : []),
    ],
  });
}
