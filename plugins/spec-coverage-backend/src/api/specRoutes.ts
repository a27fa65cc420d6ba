import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  type PageRequest,
  type SpecQuery,
} from '@proofline/backstage-plugin-spec-coverage-common';
import type express from 'express';
import Router from 'express-promise-router';
import { z } from 'zod';
import { answerVerify } from './answers';
import {
  cursorText,
  decodeCursor,
  encodeCursor,
  momentCursor,
  toPage,
} from './pages';
import { queryOf, readEntityRefs, readSpecRef } from './parameters';
import type { RouterOptions } from './RouterOptions';

const specCursor = z.tuple([cursorText]);

/** Routes on specs. */
export function specRoutes(options: RouterOptions): express.Router {
  const { authorizer, catalog, changes, history, httpAuth, specs } = options;
  const router = Router();

  router.get('/specs', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    const { limit, cursor, ...filter } = readEntityRefs(
      queryOf<SpecQuery>(request),
    );
    const scope = await authorizer.readScope(credentials);
    const rows = await specs.list(
      { scope, ...filter },
      {
        afterSpecRef: cursor && decodeCursor(cursor, specCursor)[0],
        limit,
      },
    );
    response.json(
      toPage(
        rows,
        limit,
        spec => spec,
        spec => [spec.ref],
      ),
    );
  });

  router.get('/specs/:ref', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    const specRef = readSpecRef(request.params.ref);
    const scope = await authorizer.readScope(credentials);
    const spec = await specs.get(scope, specRef);
    response.json({
      ...spec,
      entityRefs: await visibleEntities(catalog, spec.entityRefs, credentials),
    });
  });

  router.get('/specs/:ref/history', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    const { limit, cursor } = queryOf<PageRequest>(request);
    const specRef = readSpecRef(request.params.ref);
    const { items, next } = await history.list({
      scope: await authorizer.readScope(credentials),
      specRef,
      after: cursor ? decodeCursor(cursor, momentCursor) : undefined,
      limit,
    });
    response.json({ items, ...(next && { nextCursor: encodeCursor(next) }) });
  });

  router.get('/specs/:ref/changes', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    const specRef = readSpecRef(request.params.ref);
    const scope = await authorizer.readScope(credentials);
    response.json(await changes.get(scope, specRef));
  });

  router.post('/specs/:ref/verify', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    const specRef = readSpecRef(request.params.ref);
    response
      .status(202)
      .json(await answerVerify(options, credentials, specRef, request));
  });

  return router;
}

async function visibleEntities(
  catalog: CatalogService,
  entityRefs: string[],
  credentials: BackstageCredentials,
): Promise<string[]> {
  if (entityRefs.length === 0) {
    return [];
  }
  const { items } = await catalog.getEntitiesByRefs(
    {
      entityRefs,
      fields: ['kind', 'metadata.name', 'metadata.namespace'],
    },
    { credentials },
  );
  return items.flatMap(entity => (entity ? [stringifyEntityRef(entity)] : []));
}
