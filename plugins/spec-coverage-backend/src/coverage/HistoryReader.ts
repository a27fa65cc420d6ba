import { NotFoundError } from '@backstage/errors';
import type {
  SpecHistoryEntry,
  VerdictOutcome,
} from '@proofline/backstage-plugin-spec-coverage-common';
import type { Knex } from 'knex';
import { type Cursor, type DbMoment, type SpecRow, toDate } from '../database';
import type { SpecScope } from '../permissions/SpecAuthorizer';
import { toDriftRecord } from './DriftReader';
import { toVerdict } from './toVerdict';
import { toVersion } from './toVersion';

/** Something that happened to a spec. Which of the columns have a value depends on what it was. */
interface HistoryRow {
  type: SpecHistoryEntry['type'];
  at: DbMoment;
  /** The type, a colon, and the id of the row: a drift opens and closes under one id. */
  id: string;
  content_hash: string | null;
  proven_hash: string | null;
  other_at: DbMoment | null;
  invariants: number | null;
  run: number | null;
  duration_ms: number | null;
  person: string | null;
  word: string | null;
  invariant_key: string | null;
  proof_job_id: string | null;
  prover: string | null;
  prover_version: string | null;
  message: string | null;
  counterexample: string | null;
}

type Column = Exclude<keyof HistoryRow, 'type' | 'at' | 'id'>;

/** The columns of a union, with the type that PostgreSQL has to be told where a part has no value for one. */
const COLUMNS: Record<Column, string> = {
  content_hash: 'varchar',
  proven_hash: 'varchar',
  other_at: 'timestamptz',
  invariants: 'integer',
  run: 'integer',
  duration_ms: 'integer',
  person: 'text',
  word: 'varchar',
  invariant_key: 'varchar',
  proof_job_id: 'varchar',
  prover: 'varchar',
  prover_version: 'varchar',
  message: 'text',
  counterexample: 'text',
};

/** Where the entries of one type are. */
interface Part {
  table: string;
  type: HistoryRow['type'];
  moment: string;
  id: string;
  columns: Partial<Record<Column, string>>;
}

const DRIFT = { content_hash: 'content_hash', proven_hash: 'proven_hash' };

const PARTS: readonly Part[] = [
  {
    table: 'spec_versions',
    type: 'version',
    moment: 'seen_at',
    id: 'content_hash',
    columns: {
      content_hash: 'content_hash',
      invariants: 'invariants',
      person: 'changed_by',
      other_at: 'changed_at',
    },
  },
  {
    table: 'verdicts',
    type: 'verdict',
    moment: 'settled_at',
    id: 'id',
    columns: {
      content_hash: 'content_hash',
      run: 'run',
      duration_ms: 'duration_ms',
      word: 'outcome',
      invariant_key: 'invariant_key',
      proof_job_id: 'proof_job_id',
      prover: 'prover',
      prover_version: 'prover_version',
      message: 'message',
      counterexample: 'counterexample',
    },
  },
  {
    table: 'drifts',
    type: 'drift-opened',
    moment: 'opened_at',
    id: 'id',
    columns: { ...DRIFT, other_at: 'closed_at', word: 'closed_by' },
  },
  {
    table: 'drifts',
    type: 'drift-closed',
    moment: 'closed_at',
    id: 'id',
    columns: { ...DRIFT, other_at: 'opened_at', word: 'closed_by' },
  },
];

/** Reads what happened to a spec: versions, verdicts, drifts. */
export class HistoryReader {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * A page of what happened, the newest first, with where it ends if there is more.
   *
   * @throws NotFoundError when there is no such spec that the caller may see
   */
  async list(options: {
    scope: SpecScope;
    specRef: string;
    after?: Cursor;
    limit: number;
  }): Promise<{ items: SpecHistoryEntry[]; next?: Cursor }> {
    const { scope, specRef, after, limit } = options;
    const query = this.#knex('specs').where('specs.spec_ref', specRef);
    scope.narrow(query);
    const spec: SpecRow | undefined = await query.first();
    if (!spec) {
      throw new NotFoundError(`No spec '${specRef}' is known to this portal`);
    }
    const parts = PARTS.map(part =>
      this.#part(part, { specRef, after, limit }),
    );
    const rows: HistoryRow[] = await this.#knex
      .from(this.#knex.unionAll(parts).as('history'))
      .select('*')
      .orderBy([
        { column: 'at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ])
      .limit(limit + 1);
    const shown = rows.slice(0, limit);
    const end = rows.length > limit ? shown.at(-1) : undefined;
    return {
      items: shown.map(row => toEntry(spec, row)),
      next: end && [toDate(end.at).getTime(), end.id],
    };
  }

  #part(
    { table, type, moment, id, columns }: Part,
    options: { specRef: string; after?: Cursor; limit: number },
  ): Knex.QueryBuilder {
    const { specRef, after, limit } = options;
    const query = this.#knex(table)
      .where('spec_ref', specRef)
      .whereNotNull(moment)
      .select(
        this.#knex.raw('cast(? as text) as type', [type]),
        `${moment} as at`,
        this.#knex.raw("cast(? as text) || ':' || ?? as id", [type, id]),
        ...Object.entries(COLUMNS).map(([column, databaseType]) => {
          const present = columns[column as Column];
          return present
            ? this.#knex.raw('?? as ??', [present, column])
            : this.#knex.raw(`cast(null as ${databaseType}) as ??`, [column]);
        }),
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
  }
}

function toEntry(spec: SpecRow, row: HistoryRow): SpecHistoryEntry {
  const { type } = row;
  const at = toDate(row.at).toISOString();
  const id = row.id.slice(type.length + 1);
  switch (type) {
    case 'version':
      return {
        type,
        at,
        version: toVersion({
          content_hash: row.content_hash!,
          seen_at: row.at,
          invariants: row.invariants!,
          changed_by: row.person,
          changed_at: row.other_at,
        }),
      };
    case 'verdict':
      return {
        type,
        at,
        verdict: toVerdict(
          {
            id,
            spec_ref: spec.spec_ref,
            invariant_key: row.invariant_key!,
            content_hash: row.content_hash!,
            proof_job_id: row.proof_job_id!,
            run: row.run!,
            prover: row.prover!,
            prover_version: row.prover_version!,
            outcome: row.word as VerdictOutcome,
            duration_ms: row.duration_ms!,
            settled_at: row.at,
            message: row.message,
            counterexample: row.counterexample,
          },
          spec.content_hash,
        ),
      };
    default: {
      const isOpening = type === 'drift-opened';
      return {
        type,
        at,
        drift: toDriftRecord({
          id,
          spec_ref: spec.spec_ref,
          title: spec.title,
          proven_hash: row.proven_hash,
          content_hash: row.content_hash,
          opened_at: isOpening ? row.at : row.other_at!,
          closed_at: isOpening ? row.other_at : row.at,
          closed_by: row.word as 'proven' | 'reverted' | 'removed' | null,
        }),
      };
    }
  }
}
