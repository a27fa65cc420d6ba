import { ServiceUnavailableError } from '@backstage/errors';
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
import { auditStopped } from './auditStopped';
import type { RouterOptions } from './RouterOptions';

/** After how many seconds to ask buckets again that cannot be asked. */
const UNAVAILABLE_RETRY_SECONDS = 1;

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
      const reservation = await auditStopped(
        stopAudits,
        { ...call, caller: caller.name, request },
        () => governor.reserve(call),
      );
      response.status(201).json(reservation);
    } catch (error) {
      throw withRetryAfter(error, response);
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
      throw withRetryAfter(error, response);
    }
  });

  router.delete('/llm/reservations/:id', async (request, response) => {
    const caller = await authorizer.callerOf(request);
    await authorizer.assertPermitted(caller, llmUsePermission);
    try {
      await governor.release(request.params.id, caller.name);
      response.status(204).end();
    } catch (error) {
      throw withRetryAfter(error, response);
    }
  });

  return router;
}

/** Says in a header when to try again, where that helps, and gives the error to answer with. */
function withRetryAfter(error: unknown, response: express.Response): unknown {
  if (error instanceof TokensExhaustedError) {
    response.setHeader('Retry-After', error.retryAfterSeconds);
  }
  if (error instanceof TokenBucketsUnavailableError) {
    response.setHeader('Retry-After', UNAVAILABLE_RETRY_SECONDS);
    // Under the name that Backstage answers with 503.
    return new ServiceUnavailableError(error.message);
  }
  return error;
}
