import { Readable } from 'node:stream';
import type {
  AuthService,
  DiscoveryService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Permission } from '@backstage/plugin-permission-common';
import type { DocumentCollatorFactory } from '@backstage/plugin-search-common';
import {
  type ListedInvariant,
  SPEC_COVERAGE_DOCUMENT_TYPE,
  type SpecCoverageApi,
  SpecCoverageClient,
  type SpecCoverageDocument,
  type SpecCoverageRequestOptions,
  specEntityRef,
  specReadPermission,
  type SpecSummary,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { groupBy, uniq } from 'lodash';
import { readCollatorConfig, type SpecCoverageVisibility } from '../config';
import { invariantDocument, specDocument, storyDocument } from './documents';
import { EntityLookup } from './EntityLookup';
import { InvariantsAhead } from './InvariantsAhead';
import { Locations, type SpecPlace } from './locations';
import { readPages } from './readPages';

/** How many specs are in memory with all of their invariants. */
const SPECS_A_PAGE = 100;

const INVARIANTS_A_PAGE = 200;

/**
 * What the collator takes from the backend.
 *
 * @public
 */
export interface SpecCoverageCollatorFactoryOptions {
  auth: AuthService;
  catalog: CatalogService;
  discovery: DiscoveryService;
}

/**
 * Makes the documents of specs, invariants and user stories, which it reads from the spec-coverage API with the
 * credentials of the search backend.
 *
 * A reading that fails fails as a whole: the index stays what it was.
 *
 * @public
 */
export class SpecCoverageCollatorFactory implements DocumentCollatorFactory {
  readonly type = SPEC_COVERAGE_DOCUMENT_TYPE;
  readonly visibilityPermission: Permission;
  readonly #api: SpecCoverageApi;
  readonly #auth: AuthService;
  readonly #entities: EntityLookup;
  readonly #locations: Locations;
  readonly #visibility: SpecCoverageVisibility;

  /**
   * Reads `search.collators.specCoverage`.
   *
   * @throws InputError that names the key whose value cannot be used
   */
  static fromConfig(
    config: RootConfigService,
    options: SpecCoverageCollatorFactoryOptions,
  ): SpecCoverageCollatorFactory {
    return new SpecCoverageCollatorFactory(readCollatorConfig(config), options);
  }

  private constructor(
    config: { locationTemplate: string; visibility: SpecCoverageVisibility },
    options: SpecCoverageCollatorFactoryOptions,
  ) {
    const { auth, catalog, discovery } = options;
    this.#auth = auth;
    this.#api = new SpecCoverageClient({ discoveryApi: discovery });
    this.#entities = new EntityLookup({
      auth,
      catalog,
      namersOf: specRef => this.#namersOf(specRef),
    });
    this.#locations = new Locations(config.locationTemplate);
    this.#visibility = config.visibility;
    this.visibilityPermission =
      config.visibility === 'entity'
        ? catalogEntityReadPermission
        : specReadPermission;
  }

  /** Reads everything anew, as fast as it is taken. */
  async getCollator(): Promise<Readable> {
    return Readable.from(this.#documents());
  }

  async *#documents(): AsyncGenerator<SpecCoverageDocument> {
    const invariants = new InvariantsAhead(
      readPages(async cursor =>
        this.#api.listInvariants(
          { limit: INVARIANTS_A_PAGE, cursor },
          await this.#asService(),
        ),
      ),
    );
    const specs = readPages(async cursor =>
      this.#api.listSpecs(
        { limit: SPECS_A_PAGE, cursor },
        await this.#asService(),
      ),
    );
    for await (const page of specs) {
      const refs = new Set(page.map(({ ref }) => ref));
      yield* this.#documentsOf(page, await invariants.takeOf(refs));
    }
    for await (const page of invariants.rest()) {
      yield* this.#documentsOf([], page);
    }
  }

  /**
   * The API has no list of stories, and needs none here: the invariants of a spec come together, and with them all
   * stories that it states something for. So a story is told apart from others within one spec, in the memory that the
   * page takes anyway, and found once for each spec.
   */
  async *#documentsOf(
    specs: readonly SpecSummary[],
    invariants: readonly ListedInvariant[],
  ): AsyncGenerator<SpecCoverageDocument> {
    const bySpec = groupBy(invariants, ({ specRef }) => specRef);
    const specRefs = [...specs.map(({ ref }) => ref), ...Object.keys(bySpec)];
    const places = await this.#entities.placesOf(uniq(specRefs));
    const storyEntities = await this.#entities.storyEntitiesOf(
      uniq(invariants.flatMap(({ story }) => story ?? [])),
    );
    for (const spec of specs) {
      const place = places.get(spec.ref);
      yield specDocument(spec, bySpec[spec.ref] ?? [], {
        location: this.#locations.ofSpec(spec.ref, place),
        authorization: this.#authorizationOf(spec.ref, place),
      });
    }
    for (const [specRef, stated] of Object.entries(bySpec)) {
      const place = places.get(specRef);
      const authorization = this.#authorizationOf(specRef, place);
      for (const invariant of stated) {
        yield invariantDocument(invariant, {
          location: this.#locations.ofInvariant(specRef, invariant.key, place),
          authorization,
        });
      }
      const byStory = groupBy(
        stated.filter(({ story }) => story),
        ({ story }) => story,
      );
      for (const [story, asked] of Object.entries(byStory)) {
        yield storyDocument(story, asked, {
          location: this.#locations.ofStory(
            story,
            storyEntities.get(story),
            specRef,
            place,
          ),
          authorization,
        });
      }
    }
  }

  /** The search asks one permission for a document. Which one it is, `visibilityPermission` says. */
  #authorizationOf(
    specRef: string,
    place: SpecPlace | undefined,
  ): { resourceRef: string } {
    return {
      resourceRef:
        this.#visibility === 'entity'
          ? // Of what is on no page there is no entity to ask for: only who may see all entities finds it.
            place?.entityRef ?? specEntityRef(specRef)
          : specRef,
    };
  }

  async #namersOf(specRef: string): Promise<string[]> {
    try {
      const { entityRefs } = await this.#api.getSpec(
        specRef,
        await this.#asService(),
      );
      return entityRefs;
    } catch (error) {
      // It went while the list was read.
      if (error instanceof ResponseError && error.statusCode === 404) {
        return [];
      }
      throw error;
    }
  }

  async #asService(): Promise<SpecCoverageRequestOptions> {
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: 'spec-coverage',
    });
    return { token };
  }
}
