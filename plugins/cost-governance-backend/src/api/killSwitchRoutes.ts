import { InputError } from '@backstage/errors';
import {
  type KillSwitchRequest,
  llmControlPermission,
  llmReadPermission,
  type PageQuery,
} from '@proofline/backstage-plugin-cost-governance-common';
import type express from 'express';
import Router from 'express-promise-router';
import { z } from 'zod';
import { readEntityRef } from '../llm/tenantRef';
import { decodeCursor, toPage } from './pages';
import type { RouterOptions } from './RouterOptions';

/** Routes that stop LLM calls, and say who did. */
export function killSwitchRoutes(options: RouterOptions): express.Router {
  const { auditor, authorizer, killSwitch } = options;
  const router = Router();

  router.get('/llm/kill-switch', async (request, response) => {
    const caller = await authorizer.callerOf(request);
    await authorizer.assertPermitted(caller, llmReadPermission);
    response.json(await killSwitch.state());
  });

  router.put('/llm/kill-switch', async (request, response) => {
    const caller = await authorizer.callerOf(request);
    const { enabled, endRunning, reason, tenant, until } =
      request.body as KillSwitchRequest;
    const audit = await auditor.createEvent({
      eventId: 'llm-kill-switch',
      severityLevel: 'critical',
      request,
      meta: { enabled, endRunning, reason, tenant, until },
    });
    try {
      await authorizer.assertPermitted(caller, llmControlPermission);
      if (reason.includes('\0')) {
        throw new InputError(`'reason' has a control character in it, NUL`);
      }
      await killSwitch.set({
        enabled,
        endRunning,
        reason,
        ...(until !== undefined && { until: new Date(until) }),
        ...(tenant !== undefined && {
          tenant: readEntityRef(tenant, 'tenant'),
        }),
        by: caller.name,
      });
      const state = await killSwitch.state();
      await audit.success();
      response.json(state);
    } catch (error) {
      await audit.fail({ error: error as Error });
      throw error;
    }
  });

  router.get('/llm/kill-switch/history', async (request, response) => {
    const caller = await authorizer.callerOf(request);
    await authorizer.assertPermitted(caller, llmReadPermission);
    const { cursor, limit } = request.query as unknown as PageQuery & {
      limit: number;
    };
    const events = await killSwitch.history({
      limit: limit + 1,
      ...(cursor && {
        beforeId: decodeCursor(cursor, z.number().int().min(0)),
      }),
    });
    response.json(toPage(events, limit, ({ id }) => Number(id)));
  });

  return router;
}
