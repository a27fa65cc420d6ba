import type { HttpAuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import express from 'express';
import Router from 'express-promise-router';
import type { CatalogSync } from '../catalog/CatalogSync';
import type { CoverageReader } from '../coverage/CoverageReader';
import type { DriftReader } from '../coverage/DriftReader';
import type { HistoryReader } from '../coverage/HistoryReader';
import type { SpecReader } from '../coverage/SpecReader';
import type { CheckQueue } from '../intake/CheckQueue';
import type { SpecAuthorizer } from '../permissions/SpecAuthorizer';
import type { ProofJobReader } from '../proofs/ProofJobReader';
import type { AuditorService } from '@backstage/backend-plugin-api';
import { coverageRoutes } from './coverageRoutes';
import { driftRoutes } from './driftRoutes';
import { openApiDocument } from './openApiDocument';
import { proofJobRoutes } from './proofJobRoutes';
import { specRoutes } from './specRoutes';

/** What the routes work with. */
export interface RouterOptions {
  auditor: AuditorService;
  authorizer: SpecAuthorizer;
  catalog: CatalogService;
  catalogSync: CatalogSync;
  coverage: CoverageReader;
  drifts: DriftReader;
  history: HistoryReader;
  httpAuth: HttpAuthService;
  proofJobs: ProofJobReader;
  queue: CheckQueue;
  specs: SpecReader;
}

/** The REST API of the plugin. Its contract is `GET /openapi.json`. */
export function createRouter(options: RouterOptions): express.Router {
  const router = Router();
  router.use(coverageRoutes(options));
  router.use(specRoutes(options));
  router.use(driftRoutes(options));
  router.use(proofJobRoutes(options));
  router.get('/openapi.json', async (request, response) => {
    await options.httpAuth.credentials(request);
    response.json(openApiDocument);
  });
  return router;
}
