import { InputError } from '@backstage/errors';
import {
  llmReadPermission,
  type PageQuery,
  type RefusalQuery,
  type UsageQuery,
} from '@proofline/backstage-plugin-cost-governance-common';
import type express from 'express';
import Router from 'express-promise-router';
import { z } from 'zod';
import { dayOf } from '../database';
import { readEntityRef } from '../llm/tenantRef';
import { decodeCursor, toPage } from './pages';
import type { RouterOptions } from './RouterOptions';

const DAY_MS = 24 * 60 * 60_000;

/** The days of a report unless said otherwise, and at most. */
const DEFAULT_DAYS = 30;
const MAX_DAYS = 366;

const tenantCursor = z
  .string()
  .max(255)
  // PostgreSQL knows no such text.
  .refine(text => !text.includes('\0'));

/** Routes on what tenants may use and used. */
export function tenantRoutes(options: RouterOptions): express.Router {
  const { authorizer, refusals, tenants, usage } = options;
  const router = Router();

  router.get('/llm/tenants', async (request, response) => {
    const caller = await authorizer.callerOf(request);
    await authorizer.assertPermitted(caller, llmReadPermission);
    const { cursor, limit } = request.query as unknown as PageQuery & {
      limit: number;
    };
    const after = cursor ? decodeCursor(cursor, tenantCursor) : undefined;
    const { items, ...next } = toPage(
      await tenants.list(after, limit + 1),
      limit,
      ref => ref,
    );
    response.json({ items: await tenants.read(items), ...next });
  });

  router.get('/llm/tenants/:ref', async (request, response) => {
    const caller = await authorizer.callerOf(request);
    await authorizer.assertPermitted(caller, llmReadPermission);
    const [tenant] = await tenants.read([
      readEntityRef(request.params.ref, 'ref'),
    ]);
    response.json(tenant);
  });

  router.get('/llm/usage', async (request, response) => {
    const caller = await authorizer.callerOf(request);
    await authorizer.assertPermitted(caller, llmReadPermission);
    const query = request.query as unknown as UsageQuery & {
      groupBy: NonNullable<UsageQuery['groupBy']>;
      limit: number;
    };
    response.json(
      await usage.report(
        {
          ...readDays(query),
          model: query.model,
          ...(query.tenant !== undefined && {
            tenant: readEntityRef(query.tenant, 'tenant'),
          }),
          ...(query.entityRef !== undefined && {
            entityRef: readEntityRef(query.entityRef, 'entityRef'),
          }),
        },
        query.groupBy,
        query.limit,
      ),
    );
  });

  router.get('/llm/refusals', async (request, response) => {
    const caller = await authorizer.callerOf(request);
    await authorizer.assertPermitted(caller, llmReadPermission);
    const query = request.query as RefusalQuery;
    response.json(
      await refusals.report({
        ...readDays(query),
        ...(query.tenant !== undefined && {
          tenant: readEntityRef(query.tenant, 'tenant'),
        }),
      }),
    );
  });

  return router;
}

function readDays(query: Pick<UsageQuery, 'from' | 'to'>): {
  from: string;
  to: string;
} {
  for (const name of ['from', 'to'] as const) {
    const day = query[name];
    if (day !== undefined && !isDay(day)) {
      throw new InputError(
        `The query parameter '${name}' is ${day}, which is no day of the calendar`,
      );
    }
  }
  const to = query.to ?? dayOf(new Date());
  const from =
    query.from ?? dayOf(new Date(Date.parse(to) - (DEFAULT_DAYS - 1) * DAY_MS));
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  if (!(days >= 1 && days <= MAX_DAYS)) {
    throw new InputError(
      `From '${from}' to '${to}' are ${days} days: ask for 1 to ${MAX_DAYS}`,
    );
  }
  return { from, to };
}

/** The contract knows what a day looks like, and not how long each month is. */
function isDay(text: string): boolean {
  const moment = new Date(text);
  return !Number.isNaN(moment.getTime()) && dayOf(moment) === text;
}
