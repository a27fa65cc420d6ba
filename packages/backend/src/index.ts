import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

backend.add(import('@backstage/plugin-app-backend'));

backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-guest-provider'));

backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(
  import('@proofline/backstage-plugin-catalog-backend-module-spec-coverage'),
);

backend.add(import('@backstage/plugin-permission-backend'));
backend.add(
  import('@backstage/plugin-permission-backend-module-allow-all-policy'),
);

backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-pg'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
backend.add(
  import('@proofline/backstage-plugin-search-backend-module-spec-coverage'),
);

backend.add(import('@backstage/plugin-user-settings-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-mcp-actions-backend'));

backend.add(import('@proofline/backstage-plugin-spec-coverage-backend'));
backend.add(
  import(
    '@proofline/backstage-plugin-spec-coverage-backend-module-local-files'
  ),
);
backend.add(
  import('@proofline/backstage-plugin-spec-coverage-backend-module-github'),
);
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
  import('@proofline/backstage-plugin-spec-coverage-backend-module-z3'),
);

backend.add(import('@proofline/backstage-plugin-cost-governance-backend'));

backend.start();
