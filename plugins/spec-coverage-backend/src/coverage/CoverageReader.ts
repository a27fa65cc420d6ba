import {
  coveragePercentage,
  type CoverageSummary,
  percentile,
  type StoryCoverage,
} from '@proofline/backstage-plugin-spec-coverage-common';
import type { Knex } from 'knex';
import { groupBy } from 'lodash';
import { type DbMoment, type ProofJobRow, toDate, toIso } from '../database';
import type { SpecScope } from '../permissions/SpecAuthorizer';
import {
  specsOfEntity,
  type StateCountRow,
  sumColumns,
  toCounts,
  toStateCounts,
} from './rollups';

/** How many of the newest proof jobs the proof latency is made of. */
const LATENCY_SAMPLE = 500;

/** Reads coverage of the portal and of entities, within what a caller may see. */
export class CoverageReader {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Coverage of an entity, or of the whole portal when none is given. Each spec counts once. */
  async summary(options: {
    scope: SpecScope;
    entityRef?: string;
  }): Promise<CoverageSummary> {
    const [totals] = await this.#specs(options)
      .leftJoin('drifts', join =>
        join
          .on('drifts.spec_ref', 'specs.spec_ref')
          .andOnNull('drifts.closed_at'),
      )
      .select<Array<Record<string, unknown>>>(
        ...sumColumns(this.#knex),
        this.#knex.raw('count(*) as specs'),
        this.#knex.raw(
          "coalesce(sum(case when specs.state = 'proven' then 1 else 0 end), 0) as proven_specs",
        ),
        this.#knex.raw('count(drifts.id) as open_drifts'),
        this.#knex.raw('min(drifts.opened_at) as oldest_drift'),
        this.#knex.raw('max(specs.proven_at) as last_proven'),
      );
    const counts = toCounts(totals);
    return {
      counts,
      percentage: coveragePercentage(counts),
      specs: Number(totals.specs),
      provenSpecs: Number(totals.proven_specs),
      openDrifts: Number(totals.open_drifts),
      oldestDriftOpenedAt: toIso(totals.oldest_drift as DbMoment | null),
      lastProvenAt: toIso(totals.last_proven as DbMoment | null),
      proofLatency: await this.#proofLatency(options),
    };
  }

  /** Coverage of each user story that an entity's specs or annotations name. */
  async stories(options: {
    scope: SpecScope;
    entityRef: string;
  }): Promise<StoryCoverage[]> {
    const rows: Array<StateCountRow & { story_ref: string }> = await this.#knex(
      'invariants',
    )
      .whereNotNull('story_ref')
      .whereIn(
        'invariants.spec_ref',
        this.#specs(options).select('specs.spec_ref'),
      )
      .groupBy('story_ref', 'state')
      .select('story_ref', 'state', this.#knex.raw('count(*) as count'));
    const named: string[] = await this.#knex('entity_user_stories')
      .where('entity_ref', options.entityRef)
      .pluck('story_ref');
    const byStory = groupBy(rows, 'story_ref');
    return [...new Set([...named, ...Object.keys(byStory)])].sort().map(ref => {
      const counts = toStateCounts(byStory[ref] ?? []);
      return { ref, counts, percentage: coveragePercentage(counts) };
    });
  }

  #specs(options: { scope: SpecScope; entityRef?: string }) {
    const query = this.#knex('specs');
    options.scope(query);
    if (options.entityRef) {
      query.whereIn(
        'specs.spec_ref',
        specsOfEntity(this.#knex, options.entityRef),
      );
    }
    return query;
  }

  async #proofLatency(options: { scope: SpecScope; entityRef?: string }) {
    const jobs: Array<Pick<ProofJobRow, 'created_at' | 'finished_at'>> =
      await this.#knex<ProofJobRow>('proof_jobs')
        .where({ state: 'succeeded', run: 1 })
        .whereIn('spec_ref', this.#specs(options).select('specs.spec_ref'))
        .orderBy('finished_at', 'desc')
        .limit(LATENCY_SAMPLE)
        .select('created_at', 'finished_at');
    const latencies = jobs.flatMap(job =>
      job.finished_at === null
        ? []
        : [
            toDate(job.finished_at).getTime() -
              toDate(job.created_at).getTime(),
          ],
    );
    const p50Ms = percentile(latencies, 50);
    const p95Ms = percentile(latencies, 95);
    return p50Ms === undefined || p95Ms === undefined
      ? undefined
      : { p50Ms, p95Ms };
  }
}
