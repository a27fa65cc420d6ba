import type express from 'express';
import Router from 'express-promise-router';
import { z } from 'zod';
import { toDate } from '../database';
import { toProofJob } from '../proofs/ProofJobReader';
import { decodeCursor, pageQuery, parseQuery, toPage } from './pages';
import type { RouterOptions } from './RouterOptions';
import { PROOF_JOB_STATES } from './states';

/** Routes on proof jobs. */
export function proofJobRoutes(options: RouterOptions): express.Router {
  const { authorizer, httpAuth, proofJobs } = options;
  const router = Router();

  router.get('/proof-jobs', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    const { limit, cursor, specRef, state } = parseQuery(
      {
        ...pageQuery,
        specRef: z.string().max(500).optional(),
        state: z.enum(PROOF_JOB_STATES).optional(),
      },
      request.query,
    );
    const scope = await authorizer.readScope(credentials);
    const rows = await proofJobs.list({
      scope,
      specRef,
      state,
      after: cursor ? decodeCursor(cursor) : undefined,
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
    parseQuery({}, request.query);
    const scope = await authorizer.readScope(credentials);
    response.json(toProofJob(await proofJobs.get(scope, request.params.id)));
  });

  return router;
}
