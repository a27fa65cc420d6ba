import type {
  InvariantState,
  ListedInvariant,
} from '@proofline/backstage-plugin-spec-coverage-common';
import type { Knex } from 'knex';
import { type DbMoment, toDate } from '../database';
import {
  type DetailedInvariantRow,
  invariantsWithVerdicts,
  toInvariant,
} from './invariantRows';
import { selectSpecs, type SpecSelection, whereContains } from './specFilter';

/** What a list of invariants can be sorted by. */
export type InvariantSort = 'spec' | 'key' | 'state' | 'story' | 'settledAt';

/** Where a page ended: the value that is sorted by, the spec, the key. */
export type InvariantCursor = [
  value: string | number,
  specRef: string,
  key: string,
];

/** Which invariants are listed. All that is given has to hold. */
export interface InvariantSelection extends SpecSelection {
  specRef?: string;
  story?: string;
  states?: readonly InvariantState[];
}

/** What needs somebody comes first. */
const ATTENTION_FIRST: readonly InvariantState[] = [
  'failed',
  'vacuous',
  'stale',
  'unknown',
  'unproven',
  'accepted',
  'proven',
];

type ListedRow = DetailedInvariantRow & {
  sort_value: string | number | DbMoment;
  spec_title: string;
  spec_content_hash: string | null;
};

/** Reads invariants of several specs. */
export class InvariantReader {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** A page of invariants in one query, with where it ends if there are more. */
  async list(
    selection: InvariantSelection,
    options: {
      sort: InvariantSort;
      order: 'asc' | 'desc';
      after?: InvariantCursor;
      limit: number;
    },
  ): Promise<{ items: ListedInvariant[]; next?: InvariantCursor }> {
    const { sort, order, after, limit } = options;
    const value = this.#sortValue(sort);
    const query = invariantsWithVerdicts(this.#knex)
      .join('specs', 'specs.spec_ref', 'invariants.spec_ref')
      .select(
        this.#knex.raw('? as sort_value', [value]),
        'specs.title as spec_title',
        'specs.content_hash as spec_content_hash',
      )
      .orderBy([
        // The constant of the order by spec would keep the database from using the primary key.
        ...(sort === 'spec' ? [] : [{ column: value as never, order }]),
        { column: 'invariants.spec_ref', order },
        { column: 'invariants.invariant_key', order },
      ])
      .limit(limit + 1);
    this.#select(query, selection);
    if (after) {
      const [last, specRef, key] = after;
      const comparison = order === 'asc' ? '>' : '<';
      if (sort === 'spec') {
        query.whereRaw(
          `(invariants.spec_ref, invariants.invariant_key) ${comparison} (?, ?)`,
          [specRef, key],
        );
      } else {
        query.whereRaw(
          `(?, invariants.spec_ref, invariants.invariant_key) ${comparison} (?, ?, ?)`,
          [
            value,
            sort === 'settledAt' ? new Date(Number(last)) : last,
            specRef,
            key,
          ],
        );
      }
    }
    const rows = (await query) as ListedRow[];
    const shown = rows.slice(0, limit);
    const end = rows.length > limit ? shown.at(-1) : undefined;
    return {
      items: shown.map(row => ({
        ...toInvariant(row, row.spec_content_hash),
        specRef: row.spec_ref,
        specTitle: row.spec_title || row.spec_ref,
      })),
      next: end && [
        sort === 'settledAt'
          ? toDate(end.sort_value as DbMoment).getTime()
          : (end.sort_value as string | number),
        end.spec_ref,
        end.invariant_key,
      ],
    };
  }

  #select(query: Knex.QueryBuilder, selection: InvariantSelection): void {
    const { specRef, story, states, search, ...specs } = selection;
    selectSpecs(this.#knex, query, specs);
    if (specRef) {
      query.where('invariants.spec_ref', specRef);
    }
    if (story) {
      query.where('invariants.story_ref', story);
    }
    if (states) {
      query.whereIn('invariants.state', states);
    }
    if (search) {
      whereContains(
        query,
        [
          'invariants.invariant_key',
          'invariants.text',
          'invariants.story_ref',
          'specs.title',
          'invariants.spec_ref',
        ],
        search,
      );
    }
  }

  #sortValue(sort: InvariantSort): Knex.Raw {
    switch (sort) {
      case 'key':
        return this.#knex.raw('invariants.invariant_key');
      case 'story':
        return this.#knex.raw("coalesce(invariants.story_ref, '')");
      case 'settledAt':
        return this.#knex.raw('coalesce(verdicts.settled_at, ?)', [
          new Date(0),
        ]);
      case 'state':
        return this.#knex.raw(
          `case invariants.state ${ATTENTION_FIRST.map(
            (state, index) => `when '${state}' then ${index}`,
          ).join(' ')} else ${ATTENTION_FIRST.length} end`,
        );
      default:
        return this.#knex.raw("''");
    }
  }
}
