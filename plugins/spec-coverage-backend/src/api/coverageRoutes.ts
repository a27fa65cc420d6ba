import { stringifyEntityRef } from '@backstage/catalog-model';
import type {
  CoverageFilter,
  CoverageGroupQuery,
  TopPerformerQuery,
} from '@proofline/backstage-plugin-spec-coverage-common';
import type express from 'express';
import Router from 'express-promise-router';
import { z } from 'zod';
import { answerEntityCoverage } from './answers';
import { cursorText, decodeCursor, toPage } from './pages';
import { queryOf, readEntityRefs } from './parameters';
import type { RouterOptions } from './RouterOptions';

const groupCursor = z.tuple([
  z
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1),
  cursorText,
]);

/** Routes that answer how much is proven. */
export function coverageRoutes(options: RouterOptions): express.Router {
  const {
    authorizer,
    coverage,
    entityCoverage,
    httpAuth,
    stories,
    topPerformers,
  } = options;
  const router = Router();

  router.get('/coverage', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    const filter = readEntityRefs(queryOf<CoverageFilter>(request));
    const scope = await authorizer.readScope(credentials);
    response.json(await coverage.portal({ scope, ...filter }));
  });

  router.get('/coverage/groups', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    const { by, limit, cursor, ...filter } = readEntityRefs(
      queryOf<CoverageGroupQuery>(request),
    );
    const scope = await authorizer.readScope(credentials);
    const groups = await coverage.groups(
      { scope, ...filter },
      {
        by,
        after: cursor ? decodeCursor(cursor, groupCursor) : undefined,
        limit,
      },
    );
    response.json(
      toPage(
        groups,
        limit,
        group => group,
        group => [group.counts.expected, group.ref],
      ),
    );
  });

  router.get('/coverage/top-performers', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    const { limit, ...filter } = readEntityRefs(
      queryOf<TopPerformerQuery>(request),
    );
    const scope = await authorizer.readScope(credentials);
    response.json({
      items: await topPerformers.list({ scope, ...filter }, limit),
    });
  });

  router.get(
    '/coverage/entity/:kind/:namespace/:name',
    async (request, response) => {
      const credentials = await httpAuth.credentials(request);
      const { kind, namespace, name } = request.params;
      const entityRef = stringifyEntityRef({ kind, namespace, name });
      response.json(
        await answerEntityCoverage(options, credentials, entityRef),
      );
    },
  );

  router.get('/coverage/repository/:repository', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    const scope = await authorizer.readScope(credentials);
    response.json(
      await entityCoverage.ofRepository(scope, request.params.repository),
    );
  });

  router.get('/coverage/user-story/:story', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    const scope = await authorizer.readScope(credentials);
    response.json(await stories.get(scope, request.params.story.trim()));
  });

  return router;
}
