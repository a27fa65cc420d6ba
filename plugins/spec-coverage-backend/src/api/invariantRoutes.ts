import { InputError } from '@backstage/errors';
import {
  type AcceptanceRequest,
  formatInvariantRef,
  type InvariantQuery,
  specAcceptPermission,
} from '@proofline/backstage-plugin-spec-coverage-common';
import type express from 'express';
import Router from 'express-promise-router';
import { z } from 'zod';
import type { InvariantCursor } from '../coverage/InvariantReader';
import { cursorMoment, cursorText, decodeCursor, encodeCursor } from './pages';
import { queryOf, readEntityRefs, readSpecRef } from './parameters';
import type { RouterOptions } from './RouterOptions';

/** A page of one order begins where a page of the same order ended. */
function invariantCursor(
  sort: NonNullable<InvariantQuery['sort']>,
): z.ZodType<InvariantCursor> {
  const values = {
    spec: cursorText,
    key: cursorText,
    state: z.number().int().min(0).max(100),
    story: cursorText,
    settledAt: cursorMoment,
  };
  return z.tuple([values[sort], cursorText, cursorText]);
}

/** Routes on invariants of several specs, and on the risks that people take. */
export function invariantRoutes(options: RouterOptions): express.Router {
  const { acceptances, auditor, authorizer, httpAuth, invariants } = options;
  const router = Router();

  router.get('/invariants', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    const query = readEntityRefs(queryOf<InvariantQuery>(request));
    assertNarrowEnough(query);
    const {
      limit,
      cursor,
      sort = 'spec',
      order = 'asc',
      state,
      ...filter
    } = query;
    const scope = await authorizer.readScope(credentials);
    const { items, next } = await invariants.list(
      { scope, ...filter, states: state },
      {
        sort,
        order,
        after: cursor ? decodeCursor(cursor, invariantCursor(sort)) : undefined,
        limit,
      },
    );
    response.json({
      items,
      ...(next && { nextCursor: encodeCursor(next) }),
    });
  });

  const acceptance = router.route('/specs/:ref/invariants/:key/acceptance');

  acceptance.put(async (request, response) => {
    // A risk is taken by a person; a script has no name to stand for it.
    const credentials = await httpAuth.credentials(request, {
      allow: ['user'],
    });
    const specRef = readSpecRef(request.params.ref);
    const { key } = request.params;
    const { reason, until } = request.body as AcceptanceRequest;
    const audit = await auditor.createEvent({
      eventId: 'invariant-accept',
      severityLevel: 'high',
      request,
      meta: { invariantRef: formatInvariantRef(specRef, key), reason, until },
    });
    try {
      await authorizer.assertAllowed(
        credentials,
        specRef,
        specAcceptPermission,
      );
      const accepted = await acceptances.accept(specRef, key, {
        reason,
        until,
        person: credentials.principal.userEntityRef,
      });
      await audit.success();
      response.json(accepted);
    } catch (error) {
      await audit.fail({ error: error as Error });
      throw error;
    }
  });

  acceptance.delete(async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user'],
    });
    const specRef = readSpecRef(request.params.ref);
    const { key } = request.params;
    const audit = await auditor.createEvent({
      eventId: 'invariant-withdraw-acceptance',
      severityLevel: 'high',
      request,
      meta: { invariantRef: formatInvariantRef(specRef, key) },
    });
    try {
      await authorizer.assertAllowed(
        credentials,
        specRef,
        specAcceptPermission,
      );
      await acceptances.withdraw(specRef, key);
      await audit.success();
      response.status(204).end();
    } catch (error) {
      await audit.fail({ error: error as Error });
      throw error;
    }
  });

  return router;
}

/** All invariants of a portal can only be walked through: to search or sort them would mean to read each one. */
function assertNarrowEnough(query: InvariantQuery): void {
  const { entityRef, repository, specRef, story } = query;
  if (entityRef || repository || specRef || story) {
    return;
  }
  const needing = (
    [
      ['search', query.search],
      ['state', query.state],
      ['sort', query.sort && query.sort !== 'spec'],
    ] as const
  ).find(([, value]) => value);
  if (needing) {
    throw new InputError(
      `The query parameter '${needing[0]}' takes one of 'entityRef', 'repository', 'specRef' or 'story' beside it`,
    );
  }
}
