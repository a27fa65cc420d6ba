import type { Entity } from '@backstage/catalog-model';
import {
  AppRootElementBlueprint,
  createExtensionInput,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import {
  defaultEntityPresentation,
  entityPresentationApiRef,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import { SignalApi, signalApiRef } from '@backstage/plugin-signals-react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { useLocation, useNavigate } from 'react-router-dom';
import plugin from '../plugin';

/** The address bar and the back button of a browser. */
function Browser() {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  return (
    <>
      <output data-testid="address">{`${pathname}${search}`}</output>
      <button type="button" onClick={() => navigate(-1)}>
        Back
      </button>
    </>
  );
}

/** A home page that shows all widgets. */
const home = PageBlueprint.makeWithOverrides({
  name: 'home',
  inputs: {
    widgets: createExtensionInput([HomePageWidgetBlueprint.dataRefs.widget], {
      replaces: [{ id: 'page:home', input: 'widgets' }],
    }),
  },
  factory: (originalFactory, { inputs }) =>
    originalFactory({
      path: '/home',
      loader: async () => (
        <>
          {inputs.widgets.map(widget => {
            const { component, name } = widget.get(
              HomePageWidgetBlueprint.dataRefs.widget,
            );
            return <div key={name}>{component}</div>;
          })}
        </>
      ),
    }),
});

/** An app with the real plugin in it, whose client talks to the network, and with a catalog. */
export function renderPortal(options: {
  path: string;
  entities?: Entity[];
  signals?: SignalApi;
}) {
  const { entities = [], path, signals } = options;
  const byRef = new Map(
    entities.map(entity => [stringifyEntityRef(entity), entity]),
  );
  return renderTestApp({
    features: [plugin],
    extensions: [
      home,
      AppRootElementBlueprint.make({
        name: 'browser',
        params: { element: <Browser /> },
      }),
    ],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    initialRouteEntries: [path],
    config: {
      app: { baseUrl: 'http://localhost:3000' },
      backend: { baseUrl: 'http://localhost:7007' },
    },
    apis: [
      mockApis.permission(),
      catalogApiMock({ entities }),
      [
        entityPresentationApiRef,
        {
          forEntity: (entityOrRef, context) => {
            const snapshot = defaultEntityPresentation(
              (typeof entityOrRef === 'string' && byRef.get(entityOrRef)) ||
                entityOrRef,
              context,
            );
            return { snapshot, promise: Promise.resolve(snapshot) };
          },
        },
      ],
      ...(signals ? [[signalApiRef, signals] as const] : []),
    ],
  });
}
