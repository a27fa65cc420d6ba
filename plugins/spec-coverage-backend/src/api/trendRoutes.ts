import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { CoverageTrendQuery } from '@proofline/backstage-plugin-spec-coverage-common';
import type express from 'express';
import Router from 'express-promise-router';
import { dayOf } from '../rollups/dayOf';
import { nameOfScope, PORTAL, repositoryScope } from '../rollups/scopes';
import type { SpecScope } from '../permissions/SpecAuthorizer';
import { queryOf, readEntityRefs } from './parameters';
import type { RouterOptions } from './RouterOptions';

const DAY_MS = 24 * 60 * 60_000;

/** How many days an answer covers unless it is said, and at most. */
const DEFAULT_DAYS = 30;
const MAX_DAYS = 731;

/** The route that answers how coverage went. */
export function trendRoutes(options: RouterOptions): express.Router {
  const { authorizer, catalog, entityCoverage, httpAuth, trends } = options;
  const router = Router();

  router.get('/coverage/trends', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    const query = readEntityRefs(queryOf<CoverageTrendQuery>(request));
    const { entityRef, repository } = query;
    const range = readRange(query, new Date());
    if (entityRef && repository) {
      throw new InputError(
        "The query parameters 'entityRef' and 'repository' cannot be given together",
      );
    }
    const scope = await authorizer.readScope(credentials);
    if (entityRef) {
      await assertEntity(entityRef, credentials);
    }
    if (repository && !(await trends.hasRepository(scope, repository))) {
      throw new NotFoundError(
        `No entity that names specs is built from the repository '${repository}', according to the catalog`,
      );
    }
    const kept = repository ? repositoryScope(repository) : entityRef ?? PORTAL;
    await assertWhole(scope, kept);
    response.json({
      entityRef,
      repository,
      ...range,
      points: await trends.points(kept, range),
    });
  });

  async function assertEntity(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    if (!(await catalog.getEntityByRef(entityRef, { credentials }))) {
      throw new NotFoundError(`No entity '${entityRef}' in the catalog`);
    }
  }

  async function assertWhole(scope: SpecScope, kept: string): Promise<void> {
    if (
      !scope.isWhole &&
      (kept === PORTAL || !(await entityCoverage.isWholeOf(scope, kept)))
    ) {
      throw new NotAllowedError(
        `History is kept for the whole of ${
          kept === PORTAL ? 'the portal' : `'${nameOfScope(kept)}'`
        }, and you may not see all specs that are part of it`,
      );
    }
  }

  return router;
}

/**
 * Reads from when to when.
 *
 * @throws InputError that names what is wrong
 */
function readRange(
  query: CoverageTrendQuery,
  now: Date,
): { from: string; to: string; interval: 'day' | 'week' } {
  const { interval = 'day' } = query;
  for (const name of ['from', 'to'] as const) {
    const value = query[name];
    if (value !== undefined && !isDay(value)) {
      throw new InputError(
        `The query parameter '${name}' is ${value}, which is no day of the calendar`,
      );
    }
  }
  const to = query.to ?? dayOf(now);
  const from = query.from ?? dayOf(new Date(Date.parse(to)), 1 - DEFAULT_DAYS);
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  if (days < 1) {
    throw new InputError(
      `The query parameter 'from' is ${from}, which is after 'to', ${to}`,
    );
  }
  if (days > MAX_DAYS) {
    throw new InputError(
      `The query parameters 'from' and 'to' are ${days} days apart: ask for at most ${MAX_DAYS}`,
    );
  }
  return { from, to, interval };
}

function isDay(day: string): boolean {
  const moment = new Date(day);
  return !Number.isNaN(moment.getTime()) && dayOf(moment) === day;
}
