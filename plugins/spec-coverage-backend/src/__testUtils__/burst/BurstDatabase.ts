import { contentHash } from '@proofline/backstage-plugin-spec-coverage-node';
import knexFactory, { type Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';

/** What a burst left in the database. */
export interface BurstResult {
  /** SpecRefs whose stored text is not the last one, or whose hash is not that of their text. */
  wrong: string[];
  /** Proof jobs, verdicts or open drifts that are there twice for one thing. */
  doubled: number;
  /** Checks, lists and proof jobs that are not done. */
  pending: number;
}

/** The database of a burst, looked at from outside of the backend process. */
export class BurstDatabase {
  /** What the backend is configured with. */
  readonly config: Record<string, unknown>;
  readonly #connect: () => Knex;
  #knex: Knex | undefined;

  private constructor(config: Record<string, unknown>, connect: () => Knex) {
    this.config = config;
    this.#connect = connect;
  }

  /** A database file in a folder. */
  static sqlite(folder: string): BurstDatabase {
    return new BurstDatabase(
      { client: 'better-sqlite3', connection: { directory: folder } },
      () =>
        knexFactory({
          client: 'better-sqlite3',
          connection: { filename: join(folder, 'spec-coverage.sqlite') },
          useNullAsDefault: true,
        }),
    );
  }

  /** A database of its own on a server. */
  static postgres(connectionString: string): BurstDatabase {
    const prefix = `burst_${randomUUID().slice(0, 8)}_`;
    return new BurstDatabase(
      { client: 'pg', connection: connectionString, prefix },
      () => {
        const url = new URL(connectionString);
        url.pathname = `/${prefix}spec-coverage`;
        return knexFactory({ client: 'pg', connection: url.href });
      },
    );
  }

  /** The tables; there when the backend has started once. */
  get knex(): Knex {
    this.#knex ??= this.#connect();
    return this.#knex;
  }

  /** How many proof jobs were ever made. */
  async proofJobs(): Promise<number> {
    const [{ count }] = await this.knex('proof_jobs').count('* as count');
    return Number(count);
  }

  /** How many checks, of specs and of lists of changes, wait or run. */
  async checks(): Promise<number> {
    return (
      (await this.#count(this.knex('spec_checks'))) +
      (await this.#count(this.knex('source_checks')))
    );
  }

  /**
   * Looks for what is wrong, doubled or not done.
   *
   * @param versions - the last version of each document, by SpecRef
   */
  async inspect(versions: ReadonlyMap<string, number>): Promise<BurstResult> {
    const { knex } = this;
    const rows: Array<{
      spec_ref: string;
      content_hash: string;
      canonicalizer: string;
      canonical_text: string;
    }> = await knex('specs')
      .join('spec_versions', on =>
        on
          .on('spec_versions.spec_ref', 'specs.spec_ref')
          .andOn('spec_versions.content_hash', 'specs.content_hash'),
      )
      .select(
        'specs.spec_ref',
        'specs.content_hash',
        'canonicalizer',
        'canonical_text',
      );
    const right = new Set(
      rows
        .filter(
          row =>
            row.canonical_text.includes(
              `Version ${versions.get(row.spec_ref)} of`,
            ) &&
            contentHash({
              canonicalizer: row.canonicalizer,
              text: row.canonical_text,
            }) === row.content_hash,
        )
        .map(row => row.spec_ref),
    );
    const doubled = await Promise.all([
      this.#countDoubled('proof_jobs', ['spec_ref', 'content_hash']),
      this.#countDoubled('verdicts', [
        'spec_ref',
        'content_hash',
        'invariant_key',
      ]),
      this.#countDoubled('webhook_deliveries', ['source', 'delivery_id']),
    ]);
    const pending = await Promise.all([
      this.#count(knex('spec_checks')),
      this.#count(knex('source_checks')),
      this.#count(knex('proof_jobs').whereIn('state', ['queued', 'running'])),
    ]);
    const sum = (numbers: number[]) => numbers.reduce((a, b) => a + b, 0);
    return {
      wrong: [...versions.keys()].filter(ref => !right.has(ref)),
      doubled: sum(doubled),
      pending: sum(pending),
    };
  }

  async close(): Promise<void> {
    await this.#knex?.destroy();
  }

  async #countDoubled(table: string, columns: string[]): Promise<number> {
    const rows = await this.knex(table)
      .select(columns)
      .groupBy(columns)
      .havingRaw('count(*) > 1');
    return rows.length;
  }

  async #count(query: Knex.QueryBuilder): Promise<number> {
    const [{ count }] = await query.count('* as count');
    return Number(count);
  }
}
