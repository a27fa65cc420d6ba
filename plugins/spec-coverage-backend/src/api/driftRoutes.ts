import type { DriftQuery } from '@proofline/backstage-plugin-spec-coverage-common';
import type express from 'express';
import Router from 'express-promise-router';
import { toDrift } from '../coverage/DriftReader';
import { toDate } from '../database';
import { decodeCursor, momentCursor, toPage } from './pages';
import { queryOf, readEntityRefs } from './parameters';
import type { RouterOptions } from './RouterOptions';

/** Routes on drifts. */
export function driftRoutes(options: RouterOptions): express.Router {
  const { authorizer, drifts, httpAuth } = options;
  const router = Router();

  router.get('/drifts', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    const { limit, cursor, state, specState, ...filter } = readEntityRefs(
      queryOf<DriftQuery>(request),
    );
    const scope = await authorizer.readScope(credentials);
    const rows = await drifts.list(
      { scope, ...filter, state: specState },
      {
        state,
        after: cursor ? decodeCursor(cursor, momentCursor) : undefined,
        limit,
      },
    );
    response.json(
      toPage(rows, limit, toDrift, row => [
        toDate(row.opened_at).getTime(),
        row.id,
      ]),
    );
  });

  return router;
}
