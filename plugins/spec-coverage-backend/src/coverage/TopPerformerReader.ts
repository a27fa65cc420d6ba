import {
  coveragePercentage,
  type TopPerformer,
} from '@proofline/backstage-plugin-spec-coverage-common';
import type { Knex } from 'knex';
import { orderBy } from 'lodash';
import type { CoverageTotalsRow } from '../database';
import { narrowLinks, ownedBy } from './groupLinks';
import { isUpToDate, type KeptTotalsRow, waitingSince } from './keptTotals';
import { dayOf } from '../rollups/dayOf';
import { toCounts } from '../rollups/counts';
import { belongingTo } from './belongingTo';
import { isNarrowed, type SpecSelection } from './specFilter';
import { toTotals } from '../rollups/totals';

/** How many owners beyond those asked for are looked at: of equals the faster is put first. */
const RESERVE = 50;

/** Reads which owners have proven most. */
export class TopPerformerReader {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /**
   * Owners by specs proven; of equals the one with the shorter proof latency. The latency is that of all that an owner answers for, also
   * where a filter leaves less.
   */
  async list(selection: SpecSelection, limit: number): Promise<TopPerformer[]> {
    const kept = isNarrowed(selection)
      ? undefined
      : await this.#kept(limit + RESERVE);
    const totals =
      kept && isUpToDate(kept[0], new Date())
        ? kept
        : await this.#count(selection, limit + RESERVE);
    const latencies = selection.scope.isWhole
      ? await this.#latencies(totals.map(row => row.entity_ref))
      : new Map<string, number>();
    const performers = totals.map((row): TopPerformer => {
      const counts = toCounts(row);
      return {
        ownerRef: row.entity_ref,
        counts,
        percentage: coveragePercentage(counts),
        specs: row.specs,
        provenSpecs: row.proven_specs,
        averageProofLatencyMs: latencies.get(row.entity_ref),
      };
    });
    return orderBy(
      performers,
      [
        'provenSpecs',
        owner => owner.averageProofLatencyMs ?? Infinity,
        'ownerRef',
      ],
      ['desc', 'asc', 'asc'],
    ).slice(0, limit);
  }

  async #kept(limit: number): Promise<KeptTotalsRow[]> {
    return this.#knex('coverage_totals')
      .whereIn('kind', ['group', 'user'])
      .where('specs', '>', 0)
      .whereExists(ownedBy(this.#knex, 'coverage_totals.entity_ref'))
      .orderBy([
        { column: 'proven_specs', order: 'desc' },
        { column: 'entity_ref' },
      ])
      .limit(limit)
      .select('*', waitingSince(this.#knex));
  }

  async #count(
    selection: SpecSelection,
    limit: number,
  ): Promise<CoverageTotalsRow[]> {
    const query = belongingTo(this.#knex, selection, links =>
      narrowLinks(this.#knex, links, { by: 'owner', scope: selection.scope }),
    )
      .orderBy([
        { column: 'proven_specs', order: 'desc' },
        { column: 'entity_ref' },
      ])
      .limit(limit);
    const rows: Array<{ entity_ref: string }> = await query;
    return rows.map(row => toTotals(row.entity_ref, row));
  }

  async #latencies(owners: readonly string[]): Promise<Map<string, number>> {
    const rows: Array<{ entity_ref: string; mean: string | number }> =
      await this.#knex('coverage_days')
        .whereIn('entity_ref', owners)
        .where('day', '>=', dayOf(new Date(), -29))
        .where('proofs', '>', 0)
        .groupBy('entity_ref')
        .select(
          'entity_ref',
          this.#knex.raw(
            'sum(proof_latency_total_ms) * 1.0 / sum(proofs) as mean',
          ),
        );
    return new Map(
      rows.map(row => [row.entity_ref, Math.round(Number(row.mean))]),
    );
  }
}
