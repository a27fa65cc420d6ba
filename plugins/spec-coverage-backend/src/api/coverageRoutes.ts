import { stringifyEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import type {
  EntityCoverage,
  SpecSummary,
  UnresolvedRef,
} from '@proofline/backstage-plugin-spec-coverage-common';
import type express from 'express';
import Router from 'express-promise-router';
import { parseQuery } from './pages';
import type { RouterOptions } from './RouterOptions';

/** The most specs that the answer on one entity holds; `GET /specs?entityRef=` pages through all. */
const MAX_SPECS = 500;

/** Routes that answer how much is proven. */
export function coverageRoutes(options: RouterOptions): express.Router {
  const { authorizer, catalog, catalogSync, coverage, httpAuth, specs } =
    options;
  const router = Router();

  router.get('/coverage', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    parseQuery({}, request.query);
    const scope = await authorizer.readScope(credentials);
    response.json(await coverage.summary({ scope }));
  });

  router.get(
    '/coverage/entity/:kind/:namespace/:name',
    async (request, response) => {
      const credentials = await httpAuth.credentials(request);
      parseQuery({}, request.query);
      const scope = await authorizer.readScope(credentials);
      const { kind, namespace, name } = request.params;
      const entityRef = stringifyEntityRef({ kind, namespace, name });
      // Asked with the caller's own credentials: who may not see an entity does not see its coverage.
      const entity = await catalog.getEntityByRef(entityRef, { credentials });
      if (!entity) {
        throw new NotFoundError(`No entity '${entityRef}' in the catalog`);
      }
      const { claims } = await catalogSync.syncEntity(entity);
      const items = (
        await specs.list({ scope, entityRef, limit: MAX_SPECS })
      ).slice(0, MAX_SPECS);
      const answer: EntityCoverage = {
        entityRef,
        ...(await coverage.summary({ scope, entityRef })),
        items,
        stories: await coverage.stories({ scope, entityRef }),
        unresolved: [
          ...claims.invalid,
          ...(await catalogSync.unresolvedPatterns(entityRef)),
          ...items.flatMap(toUnresolved),
        ],
      };
      response.json(answer);
    },
  );

  return router;
}

function toUnresolved(spec: SpecSummary): UnresolvedRef[] {
  return spec.documentState === 'missing'
    ? [
        {
          ref: spec.ref,
          reason: spec.documentError ?? 'There is no such document',
        },
      ]
    : [];
}
