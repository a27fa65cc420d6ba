import { NotFoundError } from '@backstage/errors';
import {
  coveragePercentage,
  type CoverageDay,
  type CoverageSummary,
  type EntityCoverage,
  type RepositoryCoverage,
  type SpecSummary,
  sumCounts,
  type UnresolvedRef,
} from '@proofline/backstage-plugin-spec-coverage-common';
import type { Knex } from 'knex';
import type { EntityClaims } from '../catalog/entityClaims';
import type { SpecScope } from '../permissions/SpecAuthorizer';
import type { CoverageReader } from './CoverageReader';
import { repositoryScope } from './scopes';
import type { SpecSelection } from './specFilter';
import type { SpecReader } from './SpecReader';
import type { StoryReader } from './StoryReader';

/** The most specs that an answer holds; `GET /specs` pages through all. */
const MAX_SPECS = 500;

/** Reads coverage of what has many specs, with these specs and their stories. */
export class EntityCoverageReader {
  readonly #options: {
    knex: Knex;
    coverage: CoverageReader;
    specs: SpecReader;
    stories: StoryReader;
    /** Why folders and globs that an entity names stand for no spec. */
    unresolvedPatterns(entityRef: string): Promise<UnresolvedRef[]>;
  };

  constructor(options: {
    knex: Knex;
    coverage: CoverageReader;
    specs: SpecReader;
    stories: StoryReader;
    unresolvedPatterns(entityRef: string): Promise<UnresolvedRef[]>;
  }) {
    this.#options = options;
  }

  /**
   * Coverage of an entity.
   *
   * @param claims - what the entity says in the catalog
   */
  async ofEntity(
    scope: SpecScope,
    claims: EntityClaims,
  ): Promise<EntityCoverage> {
    const { entityRef } = claims;
    const selection = { scope, entityRef };
    const [specs, { stories }, patterns] = await Promise.all([
      this.#withSpecs(selection, entityRef),
      this.#options.stories.list(selection, { namedBy: entityRef }),
      claims.patterns.length > 0
        ? this.#options.unresolvedPatterns(entityRef)
        : [],
    ]);
    return {
      entityRef,
      ...specs,
      stories,
      unresolved: [
        ...claims.invalid,
        ...patterns,
        ...specs.items.flatMap(toUnresolved),
      ],
    };
  }

  /**
   * Coverage of what is built from a repository.
   *
   * @throws NotFoundError when no entity that the caller may see is built from it
   */
  async ofRepository(
    scope: SpecScope,
    repository: string,
  ): Promise<RepositoryCoverage> {
    const name = repository.toLocaleLowerCase('en-US');
    const selection = { scope, repository: name };
    const [specs, found] = await Promise.all([
      this.#withSpecs(selection, repositoryScope(name)),
      this.#options.stories.list(selection, { repository: name }),
    ]);
    const entityRefs = found.entityRefs.filter(
      ref => scope.entityRefs?.has(ref) ?? true,
    );
    if (entityRefs.length === 0) {
      throw new NotFoundError(
        `No entity that names specs is built from the repository '${repository}', according to the catalog`,
      );
    }
    return { repository: name, entityRefs, ...specs, stories: found.stories };
  }

  /** Whether a caller may see all specs that something has. */
  async isWholeOf(scope: SpecScope, kept: string): Promise<boolean> {
    if (scope.isWhole) {
      return true;
    }
    const { knex } = this.#options;
    const visible = knex('specs').select('specs.spec_ref');
    scope.narrow(visible);
    const hidden = await knex('spec_entities')
      .where('entity_ref', kept)
      .whereNotIn('spec_ref', visible)
      .first('spec_ref');
    return hidden === undefined;
  }

  async #withSpecs(
    selection: SpecSelection,
    kept: string,
  ): Promise<
    CoverageSummary & { items: SpecSummary[]; trend?: CoverageDay[] }
  > {
    const { coverage, specs } = this.#options;
    const now = new Date();
    const isWhole = await this.isWholeOf(selection.scope, kept);
    const [found, { summary, trend }] = await Promise.all([
      specs.list(selection, { limit: MAX_SPECS }),
      isWhole
        ? coverage.keptSummary(kept, selection, now)
        : coverage
            .summaryOf(selection, now)
            .then(counted => ({ summary: counted, trend: undefined })),
    ]);
    return {
      ...(found.length > MAX_SPECS
        ? summary
        : // What is kept is a second behind at most, and a page shows both.
          { ...sumUp(found), proofLatency: summary.proofLatency }),
      items: found.slice(0, MAX_SPECS),
      ...(trend && { trend }),
    };
  }
}

function sumUp(specs: readonly SpecSummary[]): CoverageSummary {
  const counts = sumCounts(specs.map(spec => spec.counts));
  const drifts = specs.flatMap(({ drift }) => drift?.openedAt ?? []).sort();
  return {
    counts,
    percentage: coveragePercentage(counts),
    specs: specs.length,
    provenSpecs: specs.filter(spec => spec.state === 'proven').length,
    openDrifts: drifts.length,
    oldestDriftOpenedAt: drifts[0],
    lastProvenAt: specs
      .flatMap(({ provenAt }) => provenAt ?? [])
      .sort()
      .at(-1),
  };
}

function toUnresolved(spec: SpecSummary): UnresolvedRef[] {
  return spec.documentState === 'missing'
    ? [
        {
          ref: spec.ref,
          reason: spec.documentError ?? 'There is no such document',
        },
      ]
    : [];
}
