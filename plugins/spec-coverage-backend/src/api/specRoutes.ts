import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  parseSpecRef,
  type VerifyResult,
} from '@proofline/backstage-plugin-spec-coverage-common';
import type express from 'express';
import Router from 'express-promise-router';
import { z } from 'zod';
import { toDate } from '../database';
import {
  decodeCursor,
  encodeCursor,
  pageQuery,
  parseQuery,
  toPage,
} from './pages';
import type { RouterOptions } from './RouterOptions';
import { SPEC_STATES } from './states';

/** Routes on specs. */
export function specRoutes(options: RouterOptions): express.Router {
  const {
    auditor,
    authorizer,
    catalog,
    changes,
    history,
    httpAuth,
    queue,
    specs,
  } = options;
  const router = Router();

  router.get('/specs', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    const { limit, cursor, entityRef, state } = parseQuery(
      {
        ...pageQuery,
        entityRef: z.string().max(500).optional(),
        state: z.enum(SPEC_STATES).optional(),
      },
      request.query,
    );
    const scope = await authorizer.readScope(credentials);
    const rows = await specs.list({
      scope,
      entityRef: entityRef && toEntityRef(entityRef),
      state,
      afterSpecRef: cursor && decodeCursor(cursor)[1],
      limit,
    });
    response.json(
      toPage(
        rows,
        limit,
        spec => spec,
        spec => [0, spec.ref],
      ),
    );
  });

  router.get('/specs/:ref', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    parseQuery({}, request.query);
    const specRef = readSpecRef(request.params.ref);
    await authorizer.assertReadable(credentials, specRef);
    const spec = await specs.get(specRef);
    response.json({
      ...spec,
      entityRefs: await visibleEntities(catalog, spec.entityRefs, credentials),
    });
  });

  router.get('/specs/:ref/history', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    const { limit, cursor } = parseQuery(pageQuery, request.query);
    const specRef = readSpecRef(request.params.ref);
    await authorizer.assertReadable(credentials, specRef);
    const rows = await history.list({
      specRef,
      after: cursor ? decodeCursor(cursor) : undefined,
      limit,
    });
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    response.json({
      items: await history.entries(specRef, shown),
      ...(rows.length > limit &&
        last && {
          nextCursor: encodeCursor([toDate(last.at).getTime(), last.id]),
        }),
    });
  });

  router.get('/specs/:ref/changes', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    parseQuery({}, request.query);
    const specRef = readSpecRef(request.params.ref);
    await authorizer.assertReadable(credentials, specRef);
    response.json(await changes.get(specRef));
  });

  router.post('/specs/:ref/verify', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    parseQuery({}, request.query);
    const specRef = readSpecRef(request.params.ref);
    const audit = await auditor.createEvent({
      eventId: 'spec-verify',
      severityLevel: 'medium',
      request,
      meta: { specRef },
    });
    try {
      await authorizer.assertVerifiable(credentials, specRef);
      const [check] = await queue.request([specRef], { byPerson: true });
      const result: VerifyResult = {
        specRef,
        check: {
          id: check.id,
          hints: check.hints,
          requestedAt: check.requestedAt.toISOString(),
        },
      };
      await audit.success({ meta: { checkId: check.id } });
      response.status(202).json(result);
    } catch (error) {
      await audit.fail({ error: error as Error });
      throw error;
    }
  });

  return router;
}

function readSpecRef(ref: string): string {
  parseSpecRef(ref);
  return ref.trim();
}

function toEntityRef(ref: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(ref));
  } catch (error) {
    throw new InputError(
      `The query parameter 'entityRef' is not an entity reference: ${
        (error as Error).message
      }`,
    );
  }
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
