import type { SpecHistoryEntry } from '@proofline/backstage-plugin-spec-coverage-common';
import type { Knex } from 'knex';
import {
  type Cursor,
  type DbMoment,
  type SpecRow,
  type SpecVersionRow,
  toDate,
  type VerdictRow,
} from '../database';
import { type TitledDriftRow, toDriftRecord } from './DriftReader';
import { toVerdict } from './toVerdict';
import { toVersion } from './toVersion';

/** That something happened to a spec, and where to read what it was. */
export interface HistoryRow {
  type: SpecHistoryEntry['type'];
  at: DbMoment;
  id: string;
}

/** Reads what happened to a spec: versions, verdicts, drifts. */
export class HistoryReader {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** What happened, the newest first; one more than the limit, to see whether there is more. */
  async list(options: {
    specRef: string;
    after?: Cursor;
    limit: number;
  }): Promise<HistoryRow[]> {
    const { specRef, after, limit } = options;
    const part = (
      table: string,
      type: HistoryRow['type'],
      moment: string,
      id: string,
    ) => {
      const query = this.#knex(table)
        .where('spec_ref', specRef)
        .whereNotNull(moment)
        .select(
          this.#knex.raw('cast(? as text) as type', [type]),
          `${moment} as at`,
          // The type is part of the id: a drift opens and closes under one id.
          this.#knex.raw("cast(? as text) || ':' || ?? as id", [type, id]),
        )
        .orderBy([
          { column: 'at', order: 'desc' },
          { column: 'id', order: 'desc' },
        ])
        .limit(limit + 1);
      if (after) {
        const [before, lastId] = after;
        query.whereRaw("(??, cast(? as text) || ':' || ??) < (?, ?)", [
          moment,
          type,
          id,
          new Date(before),
          lastId,
        ]);
      }
      return this.#knex.from(query.as(type.replace('-', '_')));
    };
    return this.#knex
      .from(
        this.#knex
          .unionAll([
            part('spec_versions', 'version', 'seen_at', 'content_hash'),
            part('verdicts', 'verdict', 'settled_at', 'id'),
            part('drifts', 'drift-opened', 'opened_at', 'id'),
            part('drifts', 'drift-closed', 'closed_at', 'id'),
          ])
          .as('history'),
      )
      .select('type', 'at', 'id')
      .orderBy([
        { column: 'at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(limit + 1);
  }

  /** Reads the details of what {@link HistoryReader.list} found, in the same order. */
  async entries(
    specRef: string,
    rows: readonly HistoryRow[],
  ): Promise<SpecHistoryEntry[]> {
    const ids = (...types: Array<HistoryRow['type']>) =>
      rows.filter(row => types.includes(row.type)).map(idOf);
    const spec = await this.#knex<SpecRow>('specs')
      .where('spec_ref', specRef)
      .first();
    const contentHash = spec?.content_hash ?? null;
    const versions = await this.#knex<SpecVersionRow>('spec_versions')
      .where('spec_ref', specRef)
      .whereIn('content_hash', ids('version'))
      .select(
        'content_hash',
        'seen_at',
        'invariants',
        'changed_by',
        'changed_at',
      );
    const verdicts = await this.#knex<VerdictRow>('verdicts').whereIn(
      'id',
      ids('verdict'),
    );
    const drifts: TitledDriftRow[] = (
      await this.#knex('drifts').whereIn(
        'id',
        ids('drift-opened', 'drift-closed'),
      )
    ).map(row => ({ ...row, title: spec?.title ?? '' }));

    return rows.flatMap((row): SpecHistoryEntry[] => {
      const id = idOf(row);
      const at = toDate(row.at).toISOString();
      if (row.type === 'version') {
        const version = versions.find(found => found.content_hash === id);
        return version
          ? [
              {
                type: 'version',
                at,
                version: toVersion(version),
              },
            ]
          : [];
      }
      if (row.type === 'verdict') {
        const verdict = verdicts.find(found => found.id === id);
        return verdict
          ? [{ type: 'verdict', at, verdict: toVerdict(verdict, contentHash) }]
          : [];
      }
      const drift = drifts.find(found => found.id === id);
      return drift ? [{ type: row.type, at, drift: toDriftRecord(drift) }] : [];
    });
  }
}

function idOf(row: HistoryRow): string {
  return row.id.slice(row.type.length + 1);
}
