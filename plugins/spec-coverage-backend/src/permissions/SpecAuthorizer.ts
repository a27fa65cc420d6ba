import type {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  AuthorizeResult,
  type PermissionCriteria,
} from '@backstage/plugin-permission-common';
import {
  createConditionTransformer,
  isAndCriteria,
  isNotCriteria,
  isOrCriteria,
} from '@backstage/plugin-permission-node';
import {
  specReadPermission,
  specVerifyPermission,
} from '@proofline/backstage-plugin-spec-coverage-common';
import type { Knex } from 'knex';
import { type SpecFilter, specResourceRef } from './rules';

/** Narrows a query over `specs` to what a caller may see. */
export type SpecScope = (query: Knex.QueryBuilder) => void;

/** Decides what a caller may see and do, with the permission framework. */
export class SpecAuthorizer {
  readonly #knex: Knex;
  readonly #permissions: PermissionsService;
  readonly #registry: PermissionsRegistryService;

  constructor(options: {
    knex: Knex;
    permissions: PermissionsService;
    permissionsRegistry: PermissionsRegistryService;
  }) {
    this.#knex = options.knex;
    this.#permissions = options.permissions;
    this.#registry = options.permissionsRegistry;
  }

  /**
   * The specs that a caller may read.
   *
   * @throws NotAllowedError when the caller may read none
   */
  async readScope(credentials: BackstageCredentials): Promise<SpecScope> {
    return this.#scope(credentials, specReadPermission);
  }

  /**
   * Sees to it that a caller may read a spec.
   *
   * @throws NotFoundError when there is no such spec, or none that the caller may see
   */
  async assertReadable(
    credentials: BackstageCredentials,
    specRef: string,
  ): Promise<void> {
    const scope = await this.readScope(credentials);
    if (!(await this.#isWithin(scope, specRef))) {
      throw new NotFoundError(`No spec '${specRef}' is known to this portal`);
    }
  }

  /**
   * Sees to it that a caller may ask for a check of a spec.
   *
   * @throws NotFoundError when the caller may not even see it
   * @throws NotAllowedError when the caller may see it only
   */
  async assertVerifiable(
    credentials: BackstageCredentials,
    specRef: string,
  ): Promise<void> {
    await this.assertReadable(credentials, specRef);
    const scope = await this.#scope(credentials, specVerifyPermission);
    if (!(await this.#isWithin(scope, specRef))) {
      throw new NotAllowedError(
        `You may not ask for a check of '${specRef}': it takes the permission ${specVerifyPermission.name}`,
      );
    }
  }

  async #scope(
    credentials: BackstageCredentials,
    permission: typeof specReadPermission,
  ): Promise<SpecScope> {
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission }],
      { credentials },
    );
    if (decision.result === AuthorizeResult.DENY) {
      throw new NotAllowedError(
        `This takes the permission ${permission.name}, which you do not have`,
      );
    }
    if (decision.result !== AuthorizeResult.CONDITIONAL) {
      return () => undefined;
    }
    const transform = createConditionTransformer(
      this.#registry.getPermissionRuleset(specResourceRef),
    );
    const criteria = transform(decision.conditions);
    return query =>
      query.andWhere(builder => applyCriteria(this.#knex, builder, criteria));
  }

  async #isWithin(scope: SpecScope, specRef: string): Promise<boolean> {
    const query = this.#knex('specs').where('specs.spec_ref', specRef);
    scope(query);
    return (await query.first('specs.spec_ref')) !== undefined;
  }
}

function applyCriteria(
  knex: Knex,
  query: Knex.QueryBuilder,
  criteria: PermissionCriteria<SpecFilter>,
): void {
  if (isAndCriteria(criteria)) {
    for (const part of criteria.allOf) {
      query.andWhere(builder => applyCriteria(knex, builder, part));
    }
  } else if (isOrCriteria(criteria)) {
    for (const part of criteria.anyOf) {
      query.orWhere(builder => applyCriteria(knex, builder, part));
    }
  } else if (isNotCriteria(criteria)) {
    query.whereNot(builder => applyCriteria(knex, builder, criteria.not));
  } else if (criteria.field === 'source') {
    query.whereIn('specs.source', criteria.values);
  } else {
    query.whereIn('specs.spec_ref', specsOwnedBy(knex, criteria.values));
  }
}

function specsOwnedBy(knex: Knex, owners: string[]): Knex.QueryBuilder {
  return namers(knex)
    .whereIn('catalog_entities.owner_ref', owners)
    .select('spec_entities.spec_ref');
}

/** Specs with the entities whose annotations name them, by themselves or by a folder or glob. */
function namers(knex: Knex): Knex.QueryBuilder {
  return knex('spec_entities')
    .leftJoin(
      'spec_patterns',
      'spec_patterns.pattern_ref',
      'spec_entities.via_ref',
    )
    .join('catalog_entities', join =>
      join.on(
        'catalog_entities.entity_ref',
        knex.raw('coalesce(??, ??)', [
          'spec_patterns.via_ref',
          'spec_entities.via_ref',
        ]),
      ),
    );
}

/** Loads specs for the permission framework, in the order asked; `undefined` for those that are not there. */
export async function loadSpecResources(knex: Knex, specRefs: string[]) {
  const specs: Array<{ spec_ref: string; source: string }> = await knex('specs')
    .whereIn('spec_ref', specRefs)
    .select('spec_ref', 'source');
  const owners: Array<{ spec_ref: string; owner_ref: string }> = await namers(
    knex,
  )
    .whereIn('spec_entities.spec_ref', specRefs)
    .whereNotNull('catalog_entities.owner_ref')
    .distinct('spec_entities.spec_ref', 'catalog_entities.owner_ref');
  return specRefs.map(specRef => {
    const spec = specs.find(row => row.spec_ref === specRef);
    return (
      spec && {
        specRef,
        source: spec.source,
        ownerRefs: owners
          .filter(row => row.spec_ref === specRef)
          .map(row => row.owner_ref),
      }
    );
  });
}
