import {
  llmControlPermission,
  llmKeysPermission,
  llmReadPermission,
  type VirtualKey,
  type VirtualKeyQuery,
  type VirtualKeyRequest,
} from '@proofline/backstage-plugin-cost-governance-common';
import type express from 'express';
import Router from 'express-promise-router';
import { z } from 'zod';
import type { VirtualKeyCursor } from '../keys/VirtualKeys';
import { readEntityRef } from '../llm/tenantRef';
import { decodeCursor, toPage } from './pages';
import type { RouterOptions } from './RouterOptions';

const keyCursor: z.ZodType<VirtualKeyCursor> = z.tuple([
  z.number().int().min(0).max(8_640_000_000_000_000),
  z.string().uuid(),
]);

/** Routes that make, list and revoke keys for the gateway. */
export function virtualKeyRoutes(options: RouterOptions): express.Router {
  const { auditor, authorizer, virtualKeys } = options;
  const router = Router();

  router.get('/llm/virtual-keys', async (request, response) => {
    const caller = await authorizer.callerOf(request);
    await authorizer.assertPermitted(caller, llmReadPermission);
    const { cursor, limit, tenant } =
      request.query as unknown as VirtualKeyQuery & { limit: number };
    const keys = await virtualKeys.list({
      limit: limit + 1,
      ...(tenant !== undefined && { tenant: readEntityRef(tenant, 'tenant') }),
      ...(cursor && { after: decodeCursor(cursor, keyCursor) }),
    });
    response.json(
      toPage(keys, limit, ({ createdAt, id }) => [Date.parse(createdAt), id]),
    );
  });

  router.post('/llm/virtual-keys', async (request, response) => {
    const caller = await authorizer.callerOf(request);
    const { entityRef, expiresAt, name, tenant } =
      request.body as VirtualKeyRequest;
    const audit = await auditor.createEvent({
      eventId: 'llm-virtual-key-create',
      severityLevel: 'high',
      request,
      meta: { tenant, name, entityRef, expiresAt },
    });
    try {
      await authorizer.assertPermitted(caller, llmKeysPermission);
      const details = {
        name,
        tenant: readEntityRef(tenant, 'tenant'),
        ...(entityRef !== undefined && {
          entityRef: readEntityRef(entityRef, 'entityRef'),
        }),
        ...(expiresAt !== undefined && { expiresAt: new Date(expiresAt) }),
        by: caller.name,
      };
      await authorizer.assertBelongs(caller, details.tenant);
      const made = await virtualKeys.create(details);
      await audit.success({ meta: { id: made.virtualKey.id } });
      // Nothing on the way may keep what is shown once.
      response.setHeader('Cache-Control', 'no-store');
      response.status(201).json(made);
    } catch (error) {
      await audit.fail({ error: error as Error });
      throw error;
    }
  });

  router.delete('/llm/virtual-keys/:id', async (request, response) => {
    const caller = await authorizer.callerOf(request);
    const { id } = request.params;
    const audit = await auditor.createEvent({
      eventId: 'llm-virtual-key-revoke',
      severityLevel: 'high',
      request,
      meta: { id },
    });
    let key: VirtualKey | undefined;
    const meta = () => key && { tenant: key.tenant, name: key.name };
    try {
      const mayRevokeAny = await authorizer.isPermitted(
        caller,
        llmControlPermission,
      );
      if (!mayRevokeAny) {
        await authorizer.assertPermitted(caller, llmKeysPermission);
      }
      key = await virtualKeys.get(id);
      if (!mayRevokeAny) {
        await authorizer.assertBelongs(caller, key.tenant);
      }
      await virtualKeys.revoke(id, caller.name);
      await audit.success({ meta: meta() });
      response.status(204).end();
    } catch (error) {
      await audit.fail({ error: error as Error, meta: meta() });
      throw error;
    }
  });

  return router;
}
