import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import express from 'express';
import contract from '../schema/generated/openapi.json';
import { gatewayRoutes } from './gatewayRoutes';
import { killSwitchRoutes } from './killSwitchRoutes';
import { reservationRoutes } from './reservationRoutes';
import type { RouterOptions } from './RouterOptions';
import { tenantRoutes } from './tenantRoutes';
import { virtualKeyRoutes } from './virtualKeyRoutes';

/**
 * The REST API of the plugin. Its contract is `src/schema/openapi.yaml`, served at `GET /openapi.json`: requests that it does not
 * allow are refused before they reach a route.
 */
export function createRouter(options: RouterOptions): express.Router {
  const router = createValidatedOpenApiRouter(contract as never, {
    middleware: [express.json({ limit: '100kb' })],
    // Who asks is Backstage's to find out, in each route.
    validatorOptions: { validateSecurity: false },
  }) as unknown as express.Router;
  router.use(reservationRoutes(options));
  router.use(tenantRoutes(options));
  router.use(virtualKeyRoutes(options));
  router.use(gatewayRoutes(options));
  router.use(killSwitchRoutes(options));
  return router;
}
