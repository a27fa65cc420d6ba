import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import express from 'express';
import Router from 'express-promise-router';
import contract from '../schema/generated/openapi.json';
import { coverageRoutes } from './coverageRoutes';
import { driftRoutes } from './driftRoutes';
import { invariantRoutes } from './invariantRoutes';
import { proofJobRoutes } from './proofJobRoutes';
import { refuseNul } from './refuseNul';
import type { RouterOptions } from './RouterOptions';
import { specRoutes } from './specRoutes';
import { trendRoutes } from './trendRoutes';
import { webhookRoutes } from './webhookRoutes';

/**
 * The REST API of the plugin. Its contract is `src/schema/openapi.yaml`, served at `GET /openapi.json`: requests that it does not
 * allow are refused before they reach a route.
 */
export function createRouter(options: RouterOptions): express.Router {
  const router = Router();
  // In front of all that reads bodies: a signature is over the bytes.
  router.use(webhookRoutes(options));
  const validated = createValidatedOpenApiRouter(contract as never, {
    middleware: [express.json({ limit: '100kb' })],
    // Who asks is Backstage's to find out, in each route.
    validatorOptions: { validateSecurity: false },
  }) as unknown as express.Router;
  validated.use(refuseNul);
  validated.use(coverageRoutes(options));
  validated.use(trendRoutes(options));
  validated.use(specRoutes(options));
  validated.use(invariantRoutes(options));
  validated.use(driftRoutes(options));
  validated.use(proofJobRoutes(options));
  router.use(validated);
  return router;
}
