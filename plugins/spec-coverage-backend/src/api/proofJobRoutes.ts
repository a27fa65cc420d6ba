import type { ProofJobQuery } from '@proofline/backstage-plugin-spec-coverage-common';
import type express from 'express';
import Router from 'express-promise-router';
import { toDate } from '../database';
import { toProofJob } from '../proofs/ProofJobReader';
import { decodeCursor, momentCursor, toPage } from './pages';
import { queryOf } from './parameters';
import type { RouterOptions } from './RouterOptions';

/** Routes on proof jobs. */
export function proofJobRoutes(options: RouterOptions): express.Router {
  const { authorizer, httpAuth, proofJobs } = options;
  const router = Router();

  router.get('/proof-jobs', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    const { limit, cursor, ...filter } = queryOf<ProofJobQuery>(request);
    const scope = await authorizer.readScope(credentials);
    const rows = await proofJobs.list({
      scope,
      ...filter,
      after: cursor ? decodeCursor(cursor, momentCursor) : undefined,
      limit,
    });
    response.json(
      toPage(rows, limit, toProofJob, row => [
        toDate(row.created_at).getTime(),
        row.id,
      ]),
    );
  });

  router.get('/proof-jobs/:id', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    const scope = await authorizer.readScope(credentials);
    response.json(toProofJob(await proofJobs.get(scope, request.params.id)));
  });

  return router;
}
