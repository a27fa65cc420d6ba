import { NotFoundError } from '@backstage/errors';
import {
  coveragePercentage,
  type InvariantState,
  type SpecState,
  type StoryCoverage,
  sumCounts,
  userStoryEntityRef,
  type UserStoryCoverage,
} from '@proofline/backstage-plugin-spec-coverage-common';
import type { Knex } from 'knex';
import { groupBy } from 'lodash';
import type { SpecScope } from '../permissions/SpecAuthorizer';
import type { InvariantReader } from './InvariantReader';
import { type StateCountRow, toStateCounts } from '../rollups/counts';
import { selectSpecs, type SpecSelection } from './specFilter';

/** How many stories of an entity, and specs or invariants of a story, an answer holds at most. */
const MAX_ITEMS = 500;

/** In the place of a state: the row is of an entity that is built from the repository. */
const ENTITY = 'entity';

/** In the place of a state: the row counts the specs that the caller may not see. */
const HIDDEN = 'hidden';

type StoryRow = StateCountRow & { ref: string };

type ListRow = Omit<StoryRow, 'state'> & {
  state: InvariantState | typeof ENTITY | typeof HIDDEN;
};

/** The stories of specs, and what is read by the way. */
export interface FoundStories {
  stories: StoryCoverage[];
  /** What is built from the repository. */
  entityRefs: string[];
  /** Whether some of the specs that are meant are hidden from the caller. */
  hidesSpecs: boolean;
}

type StorySpecRow = StateCountRow & {
  spec_ref: string;
  title: string;
  spec_state: SpecState;
};

/** Reads user stories and how much of each is proven. */
export class StoryReader {
  readonly #knex: Knex;
  readonly #invariants: InvariantReader;

  constructor(knex: Knex, invariants: InvariantReader) {
    this.#knex = knex;
    this.#invariants = invariants;
  }

  /**
   * The first 500 stories of specs, in the order of their references.
   *
   * @param options - `namedBy`: an entity whose annotation may name stories that no invariant does; `repository`: whose entities are
   * read by the way; `linkedTo`: the entity or repository whose specs are meant, to find out whether some are hidden
   */
  async list(
    selection: SpecSelection,
    options: { linkedTo: string; namedBy?: string; repository?: string },
  ): Promise<FoundStories> {
    const { linkedTo, namedBy, repository } = options;
    const specs = this.#knex('specs').select('specs.spec_ref');
    selectSpecs(this.#knex, specs, selection);
    const parts = [
      this.#knex('invariants')
        .whereNotNull('story_ref')
        .whereIn('invariants.spec_ref', specs)
        .groupBy('story_ref', 'state')
        .select(
          'story_ref as ref',
          'state',
          this.#knex.raw('count(*) as count'),
        ),
      ...(namedBy
        ? [
            this.#knex('entity_user_stories')
              .where('entity_ref', namedBy)
              .select(
                'story_ref as ref',
                this.#knex.raw("'unproven' as state"),
                this.#knex.raw('0 as count'),
              ),
          ]
        : []),
      ...(repository
        ? [
            this.#knex('catalog_entities')
              .where('repository', repository)
              .select(
                'entity_ref as ref',
                this.#knex.raw('? as state', [ENTITY]),
                this.#knex.raw('0 as count'),
              ),
          ]
        : []),
      ...(selection.scope.isWhole
        ? []
        : [
            this.#knex('spec_entities')
              .where('entity_ref', linkedTo)
              .whereNotIn('spec_ref', specs)
              .select(
                this.#knex.raw("'' as ref"),
                this.#knex.raw('? as state', [HIDDEN]),
                this.#knex.raw('count(*) as count'),
              ),
          ]),
    ];
    const rows: ListRow[] = await this.#knex.unionAll(parts);
    const {
      [ENTITY]: entities = [],
      [HIDDEN]: hidden = [],
      story: counted = [],
    } = groupBy(rows, ({ state }) =>
      state === ENTITY || state === HIDDEN ? state : 'story',
    );
    const byStory = groupBy(counted as StoryRow[], row => row.ref);
    return {
      entityRefs: entities.map(row => row.ref).sort(),
      hidesSpecs: hidden.some(row => Number(row.count) > 0),
      stories: Object.keys(byStory)
        .sort()
        .slice(0, MAX_ITEMS)
        .map(ref => {
          const counts = toStateCounts(byStory[ref]);
          return { ref, counts, percentage: coveragePercentage(counts) };
        }),
    };
  }

  /**
   * One story with its first 500 specs and invariants.
   *
   * @throws NotFoundError when no spec that the caller may see names it
   */
  async get(scope: SpecScope, story: string): Promise<UserStoryCoverage> {
    const query = this.#knex('invariants')
      .join('specs', 'specs.spec_ref', 'invariants.spec_ref')
      .where('invariants.story_ref', story)
      .groupBy(
        'specs.spec_ref',
        'specs.title',
        'specs.state',
        'invariants.state',
      )
      .orderBy('specs.spec_ref')
      .select(
        'specs.spec_ref',
        'specs.title',
        'specs.state as spec_state',
        'invariants.state',
        this.#knex.raw('count(*) as count'),
      );
    scope.narrow(query);
    const [rows, { items: invariants }] = await Promise.all([
      query as unknown as Promise<StorySpecRow[]>,
      this.#invariants.list(
        { scope, story },
        { sort: 'spec', order: 'asc', limit: MAX_ITEMS },
      ),
    ]);
    if (rows.length === 0) {
      throw new NotFoundError(
        `No spec that is known to this portal states an invariant for the story '${story}'`,
      );
    }
    const specs = Object.values(groupBy(rows, row => row.spec_ref)).map(
      ofSpec => {
        const counts = toStateCounts(ofSpec);
        const [{ spec_ref: ref, title, spec_state: state }] = ofSpec;
        return {
          ref,
          title: title || ref,
          state,
          counts,
          percentage: coveragePercentage(counts),
        };
      },
    );
    const counts = sumCounts(specs.map(spec => spec.counts));
    return {
      ref: story,
      entityRef: userStoryEntityRef(story),
      counts,
      percentage: coveragePercentage(counts),
      specs: specs.slice(0, MAX_ITEMS),
      invariants,
    };
  }
}
