import { parseEntityRef } from '@backstage/catalog-model';
import { parseSpecRef } from '@proofline/backstage-plugin-spec-coverage-common';

/** Where the portal page of the plugin is, which shows what belongs to no entity as well. */
const PORTAL_PAGE = '/spec-coverage';

/** The part of an entity's address under which its Coverage tab is. */
const TAB = 'coverage';

/**
 * The entity on whose page a spec is shown.
 *
 * @internal
 */
export interface SpecPlace {
  entityRef: string;
  /** Whether the entity is the spec itself, and not one that names it beside others. */
  isSpec: boolean;
}

/**
 * Makes the addresses, within the app, of what is found.
 *
 * Each has the spec in it, also where the page does not need it to know what to show. An engine that keeps one document
 * for an address would otherwise lose one of two specs that share a page, and show the other by the words of the first.
 *
 * @internal
 */
export class Locations {
  readonly #template: string;

  /** @param template - where an entity's page is, with `:namespace`, `:kind` and `:name` */
  constructor(template: string) {
    this.#template = template;
  }

  /** The spec's own page, or the tab of an entity that names it, opened at the spec. */
  ofSpec(specRef: string, place: SpecPlace | undefined): string {
    if (!place) {
      return portalPage(specRef);
    }
    const page = this.#pageOf(place.entityRef);
    return withQuery(place.isSpec ? page : `${page}/${TAB}`, { spec: specRef });
  }

  /** The invariants of that page, searched for the key. */
  ofInvariant(
    specRef: string,
    key: string,
    place: SpecPlace | undefined,
  ): string {
    if (!place) {
      return portalPage(specRef, { search: key });
    }
    const page = `${this.#pageOf(place.entityRef)}/${TAB}/invariants`;
    return withQuery(page, { search: key, spec: specRef });
  }

  /** The story's own page, or the story on the page of a spec that states something for it. */
  ofStory(
    story: string,
    storyEntityRef: string | undefined,
    specRef: string,
    place: SpecPlace | undefined,
  ): string {
    if (storyEntityRef) {
      return withQuery(this.#pageOf(storyEntityRef), { spec: specRef });
    }
    if (!place) {
      return portalPage(specRef, { story });
    }
    const page = `${this.#pageOf(place.entityRef)}/${TAB}/stories`;
    return withQuery(`${page}/${encodeURIComponent(story)}`, {
      spec: specRef,
    });
  }

  #pageOf(entityRef: string): string {
    const { kind, namespace, name } = parseEntityRef(entityRef);
    const parts: Record<string, string> = { kind, namespace, name };
    return this.#template.replace(/:(kind|namespace|name)\b/g, (_, part) =>
      encodeURIComponent(parts[part]),
    );
  }
}

/** The page shows no single spec, but can be narrowed to the source of one. */
function portalPage(specRef: string, query: Record<string, string> = {}) {
  return withQuery(PORTAL_PAGE, {
    source: parseSpecRef(specRef).source,
    spec: specRef,
    ...query,
  });
}

function withQuery(path: string, query: Record<string, string>): string {
  return `${path}?${new URLSearchParams(query)}`;
}
