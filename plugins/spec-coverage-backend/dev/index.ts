import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';

/*
 * The plugin alone, with real specs, a real prover and a real database, for work on the backend: `yarn start` in this
 * folder. Nobody has to sign in, everything is
 * allowed, and the catalog is empty.
 */
const backend = createBackend();

backend.add(mockServices.auth.factory());
backend.add(mockServices.httpAuth.factory());
backend.add(
  mockServices.permissions.factory({ result: AuthorizeResult.ALLOW }),
);
backend.add(catalogServiceMock.factory({ entities: [] }));

backend.add(import('../src'));
backend.add(
  import(
    '@proofline/backstage-plugin-spec-coverage-backend-module-local-files'
  ),
);
backend.add(
  import('@proofline/backstage-plugin-spec-coverage-backend-module-z3'),
);

backend.start();
