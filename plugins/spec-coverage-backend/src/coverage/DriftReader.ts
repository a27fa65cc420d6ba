import type {
  Drift,
  DriftRecord,
  SpecState,
} from '@proofline/backstage-plugin-spec-coverage-common';
import type { Knex } from 'knex';
import {
  type Cursor,
  type DriftRow,
  shortHash,
  toDate,
  toIso,
} from '../database';
import { selectSpecs, type SpecSelection } from './specFilter';

/** A row of `drifts` with the title of its spec. */
export type TitledDriftRow = DriftRow & { title: string };

/** A row of `drifts` with what lists show of its spec. */
export type ListedDriftRow = TitledDriftRow & {
  source: string;
  spec_state: SpecState;
};

/** Reads drifts. */
export class DriftReader {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Drifts, those that opened first in front; one more than the limit, to see whether there are more. */
  async list(
    selection: SpecSelection,
    options: { state?: 'open' | 'closed'; after?: Cursor; limit: number },
  ): Promise<ListedDriftRow[]> {
    const { state, after, limit } = options;
    const query = this.#knex('drifts')
      .join('specs', 'specs.spec_ref', 'drifts.spec_ref')
      .orderBy([{ column: 'drifts.opened_at' }, { column: 'drifts.id' }])
      .limit(limit + 1)
      .select(
        'drifts.*',
        'specs.title',
        'specs.source',
        'specs.state as spec_state',
      );
    selectSpecs(this.#knex, query, selection);
    if (state === 'open') {
      query.whereNull('drifts.closed_at');
    } else if (state === 'closed') {
      query.whereNotNull('drifts.closed_at');
    }
    if (after) {
      const [moment, id] = after;
      query.whereRaw('(drifts.opened_at, drifts.id) > (?, ?)', [
        new Date(moment),
        id,
      ]);
    }
    return query;
  }
}

/** A drift as lists give it. */
export function toDrift(row: ListedDriftRow): Drift {
  return {
    ...toDriftRecord(row),
    source: row.source,
    specState: row.spec_state,
  };
}

/** A drift as the history of its spec gives it. */
export function toDriftRecord(row: TitledDriftRow): DriftRecord {
  return {
    id: row.id,
    specRef: row.spec_ref,
    title: row.title || row.spec_ref,
    openedAt: toDate(row.opened_at).toISOString(),
    closedAt: toIso(row.closed_at),
    closedBy: row.closed_by ?? undefined,
    provenHash: shortHash(row.proven_hash),
    contentHash: shortHash(row.content_hash),
  };
}
