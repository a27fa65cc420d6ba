import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  type EntityCoverage,
  specVerifyPermission,
  type VerifyResult,
} from '@proofline/backstage-plugin-spec-coverage-common';
import type express from 'express';
import type { RouterOptions } from './RouterOptions';

/*
 * Answers that routes and actions give alike, with the same permissions.
 */

/**
 * Coverage of an entity.
 *
 * @throws NotFoundError when the catalog has no such entity, or none that the caller may see
 */
export async function answerEntityCoverage(
  options: Pick<
    RouterOptions,
    'authorizer' | 'catalog' | 'catalogSync' | 'entityCoverage'
  >,
  credentials: BackstageCredentials,
  entityRef: string,
): Promise<EntityCoverage> {
  const { authorizer, catalog, catalogSync, entityCoverage } = options;
  const scope = await authorizer.readScope(credentials);
  // Asked with the caller's own credentials: who may not see an entity does not see its coverage.
  const entity = await catalog.getEntityByRef(entityRef, { credentials });
  if (!entity) {
    throw new NotFoundError(`No entity '${entityRef}' in the catalog`);
  }
  return entityCoverage.ofEntity(scope, await catalogSync.ensureEntity(entity));
}

/** Takes the request of a person for a check of a spec, and writes down who asked. */
export async function answerVerify(
  options: Pick<RouterOptions, 'auditor' | 'authorizer' | 'queue'>,
  credentials: BackstageCredentials,
  specRef: string,
  request?: express.Request,
): Promise<VerifyResult> {
  const { auditor, authorizer, queue } = options;
  const audit = await auditor.createEvent({
    eventId: 'spec-verify',
    severityLevel: 'medium',
    request,
    meta: { specRef },
  });
  try {
    await authorizer.assertAllowed(credentials, specRef, specVerifyPermission);
    const [check] = await queue.request([specRef], { byPerson: true });
    await audit.success({ meta: { checkId: check.id } });
    return {
      specRef,
      check: {
        id: check.id,
        hints: check.hints,
        requestedAt: check.requestedAt.toISOString(),
      },
    };
  } catch (error) {
    await audit.fail({ error: error as Error });
    throw error;
  }
}
