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
import { repositoryScope } from '../rollups/scopes';
import type { SpecSelection } from './specFilter';
import type { SpecReader } from './SpecReader';
import type { FoundStories, StoryReader } from './StoryReader';

/** The most specs that an answer holds; `GET /specs` pages through all. */
const MAX_SPECS = 500;

type SpecsWithSummary = CoverageSummary & {
  items: SpecSummary[];
  trend?: CoverageDay[];
};

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
    const [{ specs, stories }, patterns] = await Promise.all([
      this.#read({ scope, entityRef }, entityRef, { namedBy: entityRef }),
      claims.patterns.length > 0
        ? this.#options.unresolvedPatterns(entityRef)
        : [],
    ]);
    return {
      entityRef,
      ...specs,
      stories: stories.stories,
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
    const { specs, stories } = await this.#read(
      { scope, repository: name },
      repositoryScope(name),
      { repository: name },
    );
    const entityRefs = stories.entityRefs.filter(
      ref => scope.entityRefs?.has(ref) ?? true,
    );
    if (entityRefs.length === 0) {
      throw new NotFoundError(
        `No entity that names specs is built from the repository '${repository}', according to the catalog`,
      );
    }
    return {
      repository: name,
      entityRefs,
      ...specs,
      stories: stories.stories,
    };
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

  /** Three queries, whoever asks; a fourth where a caller who may not see all asks for more than 500 specs. */
  async #read(
    selection: SpecSelection,
    kept: string,
    options: { namedBy?: string; repository?: string },
  ): Promise<{ specs: SpecsWithSummary; stories: FoundStories }> {
    const { coverage, specs, stories } = this.#options;
    const now = new Date();
    const [found, foundStories, ofAll] = await Promise.all([
      specs.list(selection, { limit: MAX_SPECS }),
      stories.list(selection, { linkedTo: kept, ...options }),
      selection.scope.isWhole
        ? coverage.keptSummary(kept, selection, now)
        : undefined,
    ]);
    const { summary, trend } =
      ofAll ??
      (await this.#summaryForCaller(selection, kept, {
        now,
        specs: found,
        hidesSpecs: foundStories.hidesSpecs,
      }));
    return {
      specs: {
        ...(found.length > MAX_SPECS
          ? summary
          : // What is kept is a second behind at most, and a page shows both.
            { ...sumUp(found), proofLatency: summary.proofLatency }),
        items: found.slice(0, MAX_SPECS),
        ...(trend && { trend }),
      },
      stories: foundStories,
    };
  }

  /** What a caller may know who may not see all of the portal, but perhaps all of this. */
  async #summaryForCaller(
    selection: SpecSelection,
    kept: string,
    found: { now: Date; specs: readonly SpecSummary[]; hidesSpecs: boolean },
  ): Promise<{ summary: CoverageSummary; trend?: CoverageDay[] }> {
    const { coverage } = this.#options;
    const { hidesSpecs, now, specs } = found;
    if (!hidesSpecs) {
      return coverage.keptSummary(kept, selection, now);
    }
    return {
      summary:
        specs.length > MAX_SPECS
          ? await coverage.summaryOf(selection, now)
          : {
              ...sumUp(specs),
              proofLatency: await coverage.proofLatencyOf(selection, now),
            },
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
