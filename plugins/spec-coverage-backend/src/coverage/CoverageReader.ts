import {
  type CoverageDay,
  type CoverageGroup,
  type CoverageGrouping,
  coveragePercentage,
  type CoverageSummary,
  type DriftAge,
  type LatencyCount,
  latencyPercentiles,
  type PortalCoverage,
  type ProofLatency,
} from '@proofline/backstage-plugin-spec-coverage-common';
import type { Knex } from 'knex';
import {
  type CoverageTotalsRow,
  type DbMoment,
  toDate,
  toIso,
} from '../database';
import { readGroups } from './groups';
import { latenciesOf, readRecent } from './recent';
import { toCounts } from '../rollups/counts';
import { PORTAL } from '../rollups/scopes';
import {
  isNarrowed,
  keptScope,
  selectSpecs,
  type SpecSelection,
} from './specFilter';
import { specsWithDrifts, totalColumns, toTotals } from '../rollups/totals';

/** Where one group of open drifts ends and the next begins, in hours: a day, a week, a month. */
const DRIFT_AGES_HOURS = [0, 24, 7 * 24, 30 * 24];

const HOUR_MS = 60 * 60_000;

/** Reads how much is proven, within what a caller may see. Each spec counts once. */
export class CoverageReader {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** Coverage of all that is meant. */
  async portal(selection: SpecSelection): Promise<PortalCoverage> {
    const now = new Date();
    const [summary, driftAges] = await Promise.all([
      this.#summary(selection, now),
      this.#driftAges(selection, now),
    ]);
    return { ...summary, driftAges };
  }

  /** Coverage of systems, owners, repositories…, one more than the limit, to see whether there are more. */
  async groups(
    selection: SpecSelection,
    options: {
      by: CoverageGrouping;
      after?: [expected: number, ref: string];
      limit: number;
    },
  ): Promise<CoverageGroup[]> {
    return readGroups(this.#knex, selection, options);
  }

  /**
   * What is kept of an entity, a repository, a source or the portal: its totals and its last 30 days. Only for callers who may see all
   * of it. Where changes wait for too long to be counted into what is kept, the totals are counted.
   *
   * @param selection - the same specs
   */
  async keptSummary(
    scope: string,
    selection: SpecSelection,
    now: Date,
  ): Promise<{ summary: CoverageSummary; trend: CoverageDay[] }> {
    const { totals, days, trend } = await readRecent(this.#knex, scope, now);
    return {
      summary: {
        ...toSummary(totals ?? (await this.#count(selection))),
        proofLatency: latencyPercentiles(days.flatMap(latenciesOf)),
      },
      trend,
    };
  }

  /** Coverage of specs, counted as they are now. */
  async summaryOf(
    selection: SpecSelection,
    now: Date,
  ): Promise<CoverageSummary> {
    const [totals, latency] = await Promise.all([
      this.#count(selection),
      this.proofLatencyOf(selection, now),
    ]);
    return { ...toSummary(totals), proofLatency: latency };
  }

  async #count(selection: SpecSelection): Promise<CoverageTotalsRow> {
    const query = specsWithDrifts(this.#knex).select(totalColumns(this.#knex));
    selectSpecs(this.#knex, query, selection);
    const [row] = (await query) as object[];
    return toTotals(PORTAL, row);
  }

  /** What is kept is shown where the caller may see all of it and it is just what is meant. */
  async #summary(
    selection: SpecSelection,
    now: Date,
  ): Promise<CoverageSummary> {
    const kept = keptScope(selection);
    return kept === undefined
      ? this.summaryOf(selection, now)
      : (await this.keptSummary(kept, selection, now)).summary;
  }

  async #driftAges(selection: SpecSelection, now: Date): Promise<DriftAge[]> {
    const bounds = DRIFT_AGES_HOURS.map(
      hours => new Date(now.getTime() - hours * HOUR_MS),
    );
    const query = this.#knex('drifts').whereNull('drifts.closed_at');
    if (isNarrowed(selection)) {
      query.join('specs', 'specs.spec_ref', 'drifts.spec_ref');
      selectSpecs(this.#knex, query, selection);
    }
    bounds.forEach((bound, index) => {
      query.select(
        this.#knex.raw(
          'coalesce(sum(case when drifts.opened_at <= ? then 1 else 0 end), 0) as ??',
          [bound, `at_least_${index}`],
        ),
      );
    });
    const [row] = (await query) as Array<Record<string, string | number>>;
    const atLeast = (index: number) => Number(row[`at_least_${index}`] ?? 0);
    return DRIFT_AGES_HOURS.map((fromHours, index) => ({
      fromHours,
      ...(index + 1 < DRIFT_AGES_HOURS.length && {
        toHours: DRIFT_AGES_HOURS[index + 1],
      }),
      count: atLeast(index) - atLeast(index + 1),
    }));
  }

  /** How long the last 1,000 proofs of specs took, of those that ended in the last 30 days. */
  async proofLatencyOf(
    selection: SpecSelection,
    now: Date,
  ): Promise<ProofLatency | undefined> {
    const jobs = this.#knex('proof_jobs')
      .join('specs', 'specs.spec_ref', 'proof_jobs.spec_ref')
      .where({ 'proof_jobs.state': 'succeeded', 'proof_jobs.run': 1 })
      .where(
        'proof_jobs.finished_at',
        '>=',
        new Date(now.getTime() - 30 * 24 * HOUR_MS),
      )
      .select('proof_jobs.created_at', 'proof_jobs.finished_at')
      .orderBy('proof_jobs.finished_at', 'desc')
      .limit(1_000);
    selectSpecs(this.#knex, jobs, selection);
    return latencyPercentiles(
      (await jobs).map(
        (job: {
          created_at: DbMoment;
          finished_at: DbMoment;
        }): LatencyCount => [
          toDate(job.finished_at).getTime() - toDate(job.created_at).getTime(),
          1,
        ],
      ),
    );
  }
}

/** Totals as the API gives them, without the proof latency. */
export function toSummary(row: CoverageTotalsRow): CoverageSummary {
  const counts = toCounts(row);
  return {
    counts,
    percentage: coveragePercentage(counts),
    specs: row.specs,
    provenSpecs: row.proven_specs,
    openDrifts: row.open_drifts,
    oldestDriftOpenedAt: toIso(row.oldest_drift_opened_at),
    lastProvenAt: toIso(row.last_proven_at),
  };
}
