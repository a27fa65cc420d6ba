/*
 * A backend process with the plugin, the four vendors' modules and a catalog that names many specs: what the burst test kills
 * and the benchmark measures. Everything is real but the catalog, the permissions and the prover, which settles any claim at once,
 * or none: it is the way to the prover that is looked at.
 */
import { createBackend } from '@backstage/backend-defaults';
import { createBackendModule } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  type Prover,
  proversExtensionPoint,
} from '@proofline/backstage-plugin-spec-coverage-node';
import { entityOf } from './entityOf';
import { readDocumentCount, VENDOR_NAMES, documentOf } from './documents';

const documents = readDocumentCount(process.env);
const settles = process.env.BURST_PROVER !== 'waits';

const prover: Prover = {
  id: 'burst',
  version: '1',
  languages: ['burst'],
  async *prove({ invariants }, signal) {
    if (!settles) {
      await new Promise((_, reject) =>
        signal.addEventListener('abort', () => reject(signal.reason)),
      );
    }
    for (const { key } of invariants) {
      yield { invariantKey: key, outcome: 'proven', durationMs: 0 };
    }
  },
};

const backend = createBackend();
backend.add(mockServices.auth.factory());
backend.add(mockServices.httpAuth.factory());
backend.add(
  mockServices.permissions.factory({ result: AuthorizeResult.ALLOW }),
);
backend.add(
  catalogServiceMock.factory({
    entities: VENDOR_NAMES.flatMap(vendor =>
      Array.from({ length: documents }, (_, index) =>
        entityOf(vendor, index, documentOf(vendor, index)),
      ),
    ),
  }),
);
backend.add(import('../..'));
backend.add(
  import('@proofline/backstage-plugin-spec-coverage-backend-module-jira'),
);
backend.add(
  import('@proofline/backstage-plugin-spec-coverage-backend-module-confluence'),
);
backend.add(
  import(
    '@proofline/backstage-plugin-spec-coverage-backend-module-google-docs'
  ),
);
backend.add(
  import('@proofline/backstage-plugin-spec-coverage-backend-module-github'),
);
backend.add(
  createBackendModule({
    pluginId: 'spec-coverage',
    moduleId: 'burst-prover',
    register(env) {
      env.registerInit({
        deps: { provers: proversExtensionPoint },
        async init({ provers }) {
          provers.addProver(prover);
        },
      });
    },
  }),
);
backend.start();
