import type { Entity } from '@backstage/catalog-model';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import {
  catalogApiMock,
  createTestEntityPage,
} from '@backstage/plugin-catalog-react/testUtils';
import {
  AuthorizeResult,
  type BasicPermission,
} from '@backstage/plugin-permission-common';
import { mutate } from 'swr';
import { browser } from '@proofline/backstage-ui/testUtils';
import plugin from '../plugin';

const CARD = 'entity-card:cost-governance/llm-tokens';
const TAB = 'entity-content:cost-governance/llm-usage';

const CONFIG = { backend: { baseUrl: 'http://localhost:7007' } };
const APP = { baseUrl: 'http://localhost:3000' };

function permissionApi(denied: BasicPermission[]) {
  // `usePermission` remembers its answers for as long as the document lives, whoever asks.
  mutate(() => true, undefined);
  return mockApis.permission({
    authorize: ({ permission }) =>
      denied.some(({ name }) => name === permission.name)
        ? AuthorizeResult.DENY
        : AuthorizeResult.ALLOW,
  });
}

/** An entity's page with the card or the tab of the real plugin, whose client talks to the network. */
export function renderEntityPage(options: {
  entity: Entity;
  show: 'card' | 'tab' | 'both';
  /** Permissions that the person does not have. */
  denied?: BasicPermission[];
  /** A query. */
  search?: string;
}) {
  const { denied = [], entity, search = '', show } = options;
  const { metadata } = entity;
  const hidden = { card: [TAB], tab: [CARD], both: [] }[show];
  return renderTestApp({
    features: [plugin],
    extensions: [createTestEntityPage({ entity }), browser],
    initialRouteEntries: [
      `/catalog/default/${entity.kind.toLocaleLowerCase('en-US')}/${
        metadata.name
      }${search}`,
    ],
    config: {
      ...CONFIG,
      app: {
        ...APP,
        extensions: [
          {
            'page:test/test-entity': {
              config: { path: '/catalog/:namespace/:kind/:name' },
            },
          },
          ...hidden.map(id => ({ [id]: false })),
        ],
      },
    },
    apis: [catalogApiMock(), permissionApi(denied)],
  });
}

/** An app with the page of the real plugin. */
export function renderPage(options: {
  path: string;
  denied?: BasicPermission[];
}) {
  const { denied = [], path } = options;
  return renderTestApp({
    features: [plugin],
    extensions: [browser],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    initialRouteEntries: [path],
    config: { ...CONFIG, app: APP },
    apis: [catalogApiMock(), permissionApi(denied)],
  });
}
