import type { UnresolvedRef } from '@proofline/backstage-plugin-spec-coverage-common';
import type { Knex } from 'knex';
import { ProofJobReader } from '../proofs/ProofJobReader';
import { ChangesReader } from './changes/ChangesReader';
import { CoverageReader } from './CoverageReader';
import { DriftReader } from './DriftReader';
import { EntityCoverageReader } from './EntityCoverageReader';
import { HistoryReader } from './HistoryReader';
import { InvariantReader } from './InvariantReader';
import { SpecReader } from './SpecReader';
import { StoryReader } from './StoryReader';
import { TopPerformerReader } from './TopPerformerReader';
import { TrendReader } from './TrendReader';

/** All that reads, for routes and actions. */
export function createReaders(
  knex: Knex,
  options: {
    /** Why folders and globs that an entity names stand for no spec. */
    unresolvedPatterns(entityRef: string): Promise<UnresolvedRef[]>;
  },
) {
  const coverage = new CoverageReader(knex);
  const invariants = new InvariantReader(knex);
  const specs = new SpecReader(knex);
  const stories = new StoryReader(knex, invariants);
  return {
    changes: new ChangesReader(knex),
    coverage,
    drifts: new DriftReader(knex),
    entityCoverage: new EntityCoverageReader({
      knex,
      coverage,
      specs,
      stories,
      ...options,
    }),
    history: new HistoryReader(knex),
    invariants,
    proofJobs: new ProofJobReader(knex),
    specs,
    stories,
    topPerformers: new TopPerformerReader(knex),
    trends: new TrendReader(knex),
  };
}
