import {
  llmUsePermission,
  type ReservationRequest,
  type SettleRequest,
} from '@proofline/backstage-plugin-cost-governance-common';
import type express from 'express';
import Router from 'express-promise-router';
import { TokenBucketsUnavailableError } from '../buckets/TokenBucketsUnavailableError';
import { TokensExhaustedError } from '../llm/errors';
import type { CallRequest } from '../llm/callRequest';
import { readEntityRef } from '../llm/tenantRef';
import type { RouterOptions } from './RouterOptions';

/** Routes that hold tokens for calls, and account for what was used. */
export function reservationRoutes(options: RouterOptions): express.Router {
  const { authorizer, governor, stopAudits } = options;
  const router = Router();

  router.post('/llm/reservations', async (request, response) => {
    const caller = await authorizer.callerOf(request);
    await authorizer.assertPermitted(caller, llmUsePermission);
    const body = request.body as ReservationRequest;
    const call: CallRequest = {
      ...body,
      tenant: readEntityRef(body.tenant, 'tenant'),
      ...(body.entityRef !== undefined && {
        entityRef: readEntityRef(body.entityRef, 'entityRef'),
      }),
      reservedBy: caller.name,
    };
    await authorizer.assertBelongs(caller, call.tenant);
    try {
      const reservation = await stopAudits.watch(
        { ...call, caller: caller.name, request },
        () => governor.reserve(call),
      );
      response.status(201).json(reservation);
    } catch (error) {
      setRetryAfter(error, response);
      throw error;
    }
  });

  router.post('/llm/reservations/:id/settle', async (request, response) => {
    const caller = await authorizer.callerOf(request);
    await authorizer.assertPermitted(caller, llmUsePermission);
    const use = request.body as SettleRequest;
    try {
      response.json(
        await governor.settle(request.params.id, caller.name, {
          cachedInputTokens: 0,
          cacheWriteInputTokens: 0,
          longCacheWriteInputTokens: 0,
          isEstimated: false,
          ...use,
        }),
      );
    } catch (error) {
      setRetryAfter(error, response);
      throw error;
    }
  });

  router.delete('/llm/reservations/:id', async (request, response) => {
    const caller = await authorizer.callerOf(request);
    await authorizer.assertPermitted(caller, llmUsePermission);
    try {
      await governor.release(request.params.id, caller.name);
      response.status(204).end();
    } catch (error) {
      setRetryAfter(error, response);
      throw error;
    }
  });

  return router;
}

/** Says in a header when to try again, where that helps. */
function setRetryAfter(error: unknown, response: express.Response): void {
  if (
    error instanceof TokensExhaustedError ||
    error instanceof TokenBucketsUnavailableError
  ) {
    response.setHeader('Retry-After', error.retryAfterSeconds);
  }
}
