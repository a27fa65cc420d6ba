import type {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
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
  type specVerifyPermission,
} from '@proofline/backstage-plugin-spec-coverage-common';
import type { Knex } from 'knex';
import { isOneOf } from '../database';
import { type SpecFilter, specResourceRef } from './rules';
import { VisibleEntities } from './VisibleEntities';

/** What a caller may see. */
export interface SpecScope {
  /** All that there is. Totals that are kept can be shown as they are. */
  readonly isWhole: boolean;
  /** The entities that the caller may see; absent where they may see all. */
  readonly entityRefs?: ReadonlySet<string>;
  /** Narrows a query over `specs` to what the caller may see. */
  narrow(query: Knex.QueryBuilder): void;
}

/** Decides what a caller may see and do, with the permission framework. */
export class SpecAuthorizer {
  readonly #knex: Knex;
  readonly #permissions: PermissionsService;
  readonly #registry: PermissionsRegistryService;
  readonly #visible: VisibleEntities;

  constructor(options: {
    knex: Knex;
    catalog: CatalogService;
    permissions: PermissionsService;
    permissionsRegistry: PermissionsRegistryService;
  }) {
    this.#knex = options.knex;
    this.#permissions = options.permissions;
    this.#registry = options.permissionsRegistry;
    this.#visible = new VisibleEntities(options.catalog);
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
   * Sees to it that a caller may do something with a spec.
   *
   * @throws NotFoundError when the caller may not even see it
   * @throws NotAllowedError when the caller may see it only
   */
  async assertAllowed(
    credentials: BackstageCredentials,
    specRef: string,
    permission: typeof specVerifyPermission,
  ): Promise<void> {
    await this.assertReadable(credentials, specRef);
    const scope = await this.#scope(credentials, permission);
    if (!(await this.#isWithin(scope, specRef))) {
      throw new NotAllowedError(
        `You may not do this with '${specRef}': it takes the permission ${permission.name}`,
      );
    }
  }

  async #scope(
    credentials: BackstageCredentials,
    permission: typeof specReadPermission,
  ): Promise<SpecScope> {
    // Asked together: one request to the permission backend.
    const [decision, entities] = await this.#permissions.authorizeConditional(
      [{ permission }, { permission: catalogEntityReadPermission }],
      { credentials },
    );
    if (decision.result === AuthorizeResult.DENY) {
      throw new NotAllowedError(
        `This takes the permission ${permission.name}, which you do not have`,
      );
    }
    const entityRefs =
      entities.result === AuthorizeResult.ALLOW
        ? undefined
        : await this.#visible.of(credentials);
    const criteria =
      decision.result === AuthorizeResult.CONDITIONAL
        ? createConditionTransformer(
            this.#registry.getPermissionRuleset(specResourceRef),
          )(decision.conditions)
        : undefined;
    return {
      isWhole: !criteria && !entityRefs,
      entityRefs,
      narrow: query => {
        if (criteria) {
          query.andWhere(builder =>
            applyCriteria(this.#knex, builder, criteria),
          );
        }
        if (entityRefs) {
          query.andWhere(builder =>
            applyVisibility(this.#knex, builder, [...entityRefs]),
          );
        }
      },
    };
  }

  async #isWithin(scope: SpecScope, specRef: string): Promise<boolean> {
    const query = this.#knex('specs').where('specs.spec_ref', specRef);
    scope.narrow(query);
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

/** Leaves specs that a visible entity names, and those that none names. */
function applyVisibility(
  knex: Knex,
  query: Knex.QueryBuilder,
  entityRefs: string[],
): void {
  const links = () =>
    knex('spec_entities').where(
      'spec_entities.spec_ref',
      knex.ref('specs.spec_ref'),
    );
  const visible = links()
    .leftJoin(
      'spec_patterns',
      'spec_patterns.pattern_ref',
      'spec_entities.via_ref',
    )
    .whereRaw(
      isOneOf(
        knex,
        // A document that names a component is named by it.
        `coalesce(spec_patterns.via_ref,
          case when spec_entities.via_ref = spec_entities.spec_ref
          then spec_entities.entity_ref else spec_entities.via_ref end)`,
        entityRefs,
      ),
    )
    .select(knex.raw('1'));
  query.whereExists(visible).orWhereNotExists(links().select(knex.raw('1')));
}

/**
 * Specs that entities of some owners name: by themselves, or by a folder or glob. Two queries that begin with what is owned, where a
 * single one would have to go through all links.
 */
function specsOwnedBy(knex: Knex, owners: string[]): Knex.QueryBuilder {
  const owned = () =>
    knex('catalog_entities')
      .whereIn('catalog_entities.owner_ref', owners)
      .select('spec_entities.spec_ref');
  return owned()
    .join(
      'spec_entities',
      'spec_entities.via_ref',
      'catalog_entities.entity_ref',
    )
    .unionAll(
      owned()
        .join(
          'spec_patterns',
          'spec_patterns.via_ref',
          'catalog_entities.entity_ref',
        )
        .join(
          'spec_entities',
          'spec_entities.via_ref',
          'spec_patterns.pattern_ref',
        ),
    );
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
