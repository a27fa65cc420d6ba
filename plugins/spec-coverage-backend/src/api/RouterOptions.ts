import type {
  AuditorService,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { SpecSource } from '@proofline/backstage-plugin-spec-coverage-node';
import type { CatalogSync } from '../catalog/CatalogSync';
import type { ChangesReader } from '../coverage/changes/ChangesReader';
import type { CoverageReader } from '../coverage/CoverageReader';
import type { DriftReader } from '../coverage/DriftReader';
import type { EntityCoverageReader } from '../coverage/EntityCoverageReader';
import type { HistoryReader } from '../coverage/HistoryReader';
import type { InvariantReader } from '../coverage/InvariantReader';
import type { SpecReader } from '../coverage/SpecReader';
import type { StoryReader } from '../coverage/StoryReader';
import type { TopPerformerReader } from '../coverage/TopPerformerReader';
import type { TrendReader } from '../coverage/TrendReader';
import type { CheckQueue } from '../intake/CheckQueue';
import type { WebhookReceiver } from '../intake/WebhookReceiver';
import type { SpecAuthorizer } from '../permissions/SpecAuthorizer';
import type { Acceptances } from '../proofs/Acceptances';
import type { ProofJobReader } from '../proofs/ProofJobReader';

/** What the routes work with. */
export interface RouterOptions {
  acceptances: Acceptances;
  auditor: AuditorService;
  authorizer: SpecAuthorizer;
  catalog: CatalogService;
  catalogSync: CatalogSync;
  changes: ChangesReader;
  coverage: CoverageReader;
  drifts: DriftReader;
  entityCoverage: EntityCoverageReader;
  history: HistoryReader;
  httpAuth: HttpAuthService;
  invariants: InvariantReader;
  proofJobs: ProofJobReader;
  queue: CheckQueue;
  sources: ReadonlyMap<string, SpecSource>;
  specs: SpecReader;
  stories: StoryReader;
  topPerformers: TopPerformerReader;
  trends: TrendReader;
  webhooks: WebhookReceiver;
}
