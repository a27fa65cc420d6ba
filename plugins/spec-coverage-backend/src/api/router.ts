import express from 'express';
import Router from 'express-promise-router';
import { coverageRoutes } from './coverageRoutes';
import { driftRoutes } from './driftRoutes';
import { openApiDocument } from './openApiDocument';
import { proofJobRoutes } from './proofJobRoutes';
import type { RouterOptions } from './RouterOptions';
import { specRoutes } from './specRoutes';
import { webhookRoutes } from './webhookRoutes';

/** The REST API of the plugin. Its contract is `GET /openapi.json`. */
export function createRouter(options: RouterOptions): express.Router {
  const router = Router();
  router.use(coverageRoutes(options));
  router.use(specRoutes(options));
  router.use(driftRoutes(options));
  router.use(proofJobRoutes(options));
  router.use(webhookRoutes(options));
  router.get('/openapi.json', async (request, response) => {
    await options.httpAuth.credentials(request);
    response.json(openApiDocument);
  });
  return router;
}
