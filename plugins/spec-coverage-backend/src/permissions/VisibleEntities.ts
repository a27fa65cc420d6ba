import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';

import {
  SPEC_COVERAGE_SPECS_ANNOTATION,
  SPEC_COVERAGE_USER_STORIES_ANNOTATION,
} from '@proofline/backstage-plugin-spec-coverage-common';

/** For how long an answer of the catalog is used, in ms. */
const KEEP_MS = 30_000;

/** For how many callers answers are kept. */
const MAX_CALLERS = 200;

/**
 * Which entities a caller may see, for callers who may not see all. Only the catalog knows its own rules, and so it is asked with
 * the caller's own credentials; its answer is then part of the query.
 */
export class VisibleEntities {
  readonly #catalog: CatalogService;
  readonly #kept = new Map<
    string,
    { until: number; refs: Promise<ReadonlySet<string>> }
  >();

  constructor(catalog: CatalogService) {
    this.#catalog = catalog;
  }

  /** The refs of the entities that a caller may see. An answer of the catalog is used for half a minute. */
  async of(credentials: BackstageCredentials): Promise<ReadonlySet<string>> {
    const caller = JSON.stringify(credentials.principal);
    const kept = this.#kept.get(caller);
    if (kept && kept.until > Date.now()) {
      return kept.refs;
    }
    const refs = this.#ask(credentials);
    this.#kept.delete(caller);
    if (this.#kept.size >= MAX_CALLERS) {
      this.#kept.delete(this.#kept.keys().next().value!);
    }
    this.#kept.set(caller, { until: Date.now() + KEEP_MS, refs });
    // A failure is for this caller only, and the next one asks again.
    refs.catch(() => this.#kept.delete(caller));
    return refs;
  }

  async #ask(credentials: BackstageCredentials): Promise<ReadonlySet<string>> {
    const refs = new Set<string>();
    const pages = this.#catalog.streamEntities(
      {
        filter: [
          {
            [`metadata.annotations.${SPEC_COVERAGE_SPECS_ANNOTATION}`]:
              CATALOG_FILTER_EXISTS,
          },
          {
            [`metadata.annotations.${SPEC_COVERAGE_USER_STORIES_ANNOTATION}`]:
              CATALOG_FILTER_EXISTS,
          },
          {
            kind: [
              ...['Component', 'API', 'Resource', 'System', 'Domain'],
              ...['Group', 'User', 'Spec', 'UserStory'],
            ],
          },
        ],
        fields: ['kind', 'metadata.name', 'metadata.namespace'],
      },
      { credentials },
    );
    for await (const entities of pages) {
      entities.forEach(entity => refs.add(stringifyEntityRef(entity)));
    }
    return refs;
  }
}
