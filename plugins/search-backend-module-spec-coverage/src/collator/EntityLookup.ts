import type { AuthService } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { isError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  specEntityRef,
  userStoryEntityRef,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { chunk } from 'lodash';
import type { SpecPlace } from './locations';

/** How many entities the catalog is asked for at once. */
const ENTITIES_AT_ONCE = 200;

/** How many specs are asked for at once. */
const SPECS_AT_ONCE = 5;

/** Kinds with a Coverage tab: first those that name specs, then what they are part of. */
const KINDS_WITH_TAB = ['component', 'api', 'resource', 'system', 'domain'];

/**
 * Finds the entities on whose pages specs and stories are shown.
 *
 * @internal
 */
export class EntityLookup {
  readonly #auth: AuthService;
  readonly #catalog: CatalogService;
  readonly #namersOf: (specRef: string) => Promise<string[]>;

  constructor(options: {
    auth: AuthService;
    catalog: CatalogService;
    /** Asks the API for the entities that answer for a spec. */
    namersOf: (specRef: string) => Promise<string[]>;
  }) {
    this.#auth = options.auth;
    this.#catalog = options.catalog;
    this.#namersOf = options.namersOf;
  }

  /**
   * Finds where specs are shown. A spec that an annotation names by itself has an entity. One that stands in a folder or
   * is meant by a glob has none: it is on the page of the entity that names the folder, which takes a request for each.
   *
   * @returns places by SpecRef; none for a spec that no entity with a Coverage tab answers for
   */
  async placesOf(specRefs: readonly string[]): Promise<Map<string, SpecPlace>> {
    const known = await this.#known(specRefs.map(specEntityRef));
    const places = new Map<string, SpecPlace>();
    const homeless: string[] = [];
    for (const specRef of specRefs) {
      const entityRef = specEntityRef(specRef);
      if (known.has(entityRef)) {
        places.set(specRef, { entityRef, isSpec: true });
      } else {
        homeless.push(specRef);
      }
    }
    for (const part of chunk(homeless, SPECS_AT_ONCE)) {
      const namers = await Promise.all(part.map(ref => this.#namerOf(ref)));
      part.forEach((specRef, index) => {
        const entityRef = namers[index];
        if (entityRef) {
          places.set(specRef, { entityRef, isSpec: false });
        }
      });
    }
    return places;
  }

  /**
   * Finds the pages of stories.
   *
   * @returns entity refs by story; none for a story that only documents name
   */
  async storyEntitiesOf(
    stories: readonly string[],
  ): Promise<Map<string, string>> {
    const entityRefs = new Map(
      stories.flatMap(story => {
        const entityRef = storyEntityRef(story);
        return entityRef ? [[story, entityRef] as const] : [];
      }),
    );
    const known = await this.#known([...entityRefs.values()]);
    return new Map([...entityRefs].filter(([, ref]) => known.has(ref)));
  }

  async #namerOf(specRef: string): Promise<string | undefined> {
    const namers = await this.#namersOf(specRef);
    return KINDS_WITH_TAB.flatMap(kind =>
      namers.filter(ref => parseEntityRef(ref).kind === kind),
    ).at(0);
  }

  /** Those of some entities that are in the catalog. */
  async #known(entityRefs: string[]): Promise<Set<string>> {
    const known = new Set<string>();
    for (const part of chunk([...new Set(entityRefs)], ENTITIES_AT_ONCE)) {
      const { items } = await this.#catalog.getEntitiesByRefs(
        {
          entityRefs: part,
          fields: ['kind', 'metadata.name', 'metadata.namespace'],
        },
        { credentials: await this.#auth.getOwnServiceCredentials() },
      );
      items.forEach(entity => entity && known.add(stringifyEntityRef(entity)));
    }
    return known;
  }
}

/** A claim can name a story in a way that no entity can be named. */
function storyEntityRef(story: string): string | undefined {
  try {
    return userStoryEntityRef(story);
  } catch (error) {
    if (isError(error) && error.name === 'InputError') {
      return undefined;
    }
    throw error;
  }
}
