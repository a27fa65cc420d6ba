import type express from 'express';
import Router from 'express-promise-router';
import { z } from 'zod';
import { toDrift } from '../coverage/DriftReader';
import { toDate } from '../database';
import { decodeCursor, pageQuery, parseQuery, toPage } from './pages';
import type { RouterOptions } from './RouterOptions';

/** Routes on drifts. */
export function driftRoutes(options: RouterOptions): express.Router {
  const { authorizer, drifts, httpAuth } = options;
  const router = Router();

  router.get('/drifts', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    const { limit, cursor, state } = parseQuery(
      { ...pageQuery, state: z.enum(['open', 'closed']).optional() },
      request.query,
    );
    const scope = await authorizer.readScope(credentials);
    const rows = await drifts.list({
      scope,
      state,
      after: cursor ? decodeCursor(cursor) : undefined,
      limit,
    });
    response.json(
      toPage(rows, limit, toDrift, row => [
        toDate(row.opened_at).getTime(),
        row.id,
      ]),
    );
  });

  return router;
}
