import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import {
  CATALOG_FILTER_EXISTS,
  type StreamEntitiesRequest,
} from '@backstage/catalog-client';
import type { Entity } from '@backstage/catalog-model';
import { ConflictError } from '@backstage/errors';
import type {
  CatalogService,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import {
  SPEC_COVERAGE_SPECS_ANNOTATION,
  SPEC_COVERAGE_USER_STORIES_ANNOTATION,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { namedEntities } from './namedEntities';

/**
 * Options of {@link SpecCoverageEntityProvider.create}.
 *
 * @public
 */
export interface SpecCoverageEntityProviderOptions {
  auth: AuthService;
  catalog: Pick<CatalogService, 'streamEntities'>;
  logger: LoggerService;
}

/** All that can name a spec or a story, and all specs and stories that there are. */
const RELEVANT_ENTITIES: StreamEntitiesRequest = {
  filter: [
    {
      [`metadata.annotations.${SPEC_COVERAGE_SPECS_ANNOTATION}`]:
        CATALOG_FILTER_EXISTS,
    },
    {
      [`metadata.annotations.${SPEC_COVERAGE_USER_STORIES_ANNOTATION}`]:
        CATALOG_FILTER_EXISTS,
    },
    { kind: ['Spec', 'UserStory'] },
  ],
  fields: [
    'apiVersion',
    'kind',
    'metadata.annotations',
    'metadata.name',
    'metadata.namespace',
    'relations',
    'spec.userStories',
  ],
};

/**
 * Provides the `Spec` and `UserStory` entities that annotations name.
 *
 * @remarks
 *
 * A processor could emit them while it processes an annotated entity, but cannot do it well: it sees one entity at a
 * time, so that two components with different owners would take turns to overwrite the spec that both name; what it
 * emits falls under `catalog.rules`, so that a missing rule for `Spec` would block the component; and it is not asked
 * again when a declared entity, which had taken the place of the emitted one, goes away.
 *
 * The entities are provided without a location key. The catalog lets any other source that has one take them over, and
 * does not let this provider take them back, so that a declared entity wins whichever of the two comes first.
 *
 * @public
 */
export class SpecCoverageEntityProvider implements EntityProvider {
  readonly #options: SpecCoverageEntityProviderOptions;
  #connection: EntityProviderConnection | undefined;

  /** Creates a provider that does nothing until it is connected and refreshed. */
  static create(
    options: SpecCoverageEntityProviderOptions,
  ): SpecCoverageEntityProvider {
    return new SpecCoverageEntityProvider(options);
  }

  private constructor(options: SpecCoverageEntityProviderOptions) {
    this.#options = options;
  }

  /** {@inheritDoc @backstage/plugin-catalog-node#EntityProvider.getProviderName} */
  getProviderName(): string {
    return 'spec-coverage-annotations';
  }

  /** {@inheritDoc @backstage/plugin-catalog-node#EntityProvider.connect} */
  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
  }

  /** Whether the catalog has connected the provider. */
  isConnected(): boolean {
    return this.#connection !== undefined;
  }

  /**
   * Reads all annotations and replaces what was provided before.
   *
   * @throws ConflictError when the provider is not connected
   * @throws ResponseError when the catalog cannot be read; nothing is replaced then
   */
  async refresh(signal?: AbortSignal): Promise<void> {
    if (!this.#connection) {
      throw new ConflictError(
        `Entity provider ${this.getProviderName()} cannot refresh: the catalog has not connected it`,
      );
    }
    const named = namedEntities(await this.#readRelevantEntities(signal));
    await this.#connection.applyMutation({
      type: 'full',
      entities: named.map(entity => ({ entity })),
    });
    this.#options.logger.debug(
      `Provided ${named.length} Spec and UserStory entities that annotations name`,
    );
  }

  async #readRelevantEntities(signal?: AbortSignal): Promise<Entity[]> {
    const { auth, catalog } = this.#options;
    const credentials = await auth.getOwnServiceCredentials();
    const entities: Entity[] = [];
    const pages = catalog.streamEntities(RELEVANT_ENTITIES, { credentials });
    for await (const page of pages) {
      signal?.throwIfAborted();
      entities.push(...page);
    }
    signal?.throwIfAborted();
    return entities;
  }
}
