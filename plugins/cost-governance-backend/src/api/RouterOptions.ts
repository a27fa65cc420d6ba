import type {
  AuditorService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import type { GatewayConfig } from '../gateway/config';
import type { KillSwitch } from '../killSwitch/KillSwitch';
import type { StopAudits } from '../killSwitch/StopAudits';
import type { VirtualKeys } from '../keys/VirtualKeys';
import type { LlmGovernor } from '../llm/LlmGovernor';
import type { RefusalReader } from '../llm/RefusalReader';
import type { TenantReader } from '../llm/TenantReader';
import type { UsageReader } from '../llm/UsageReader';
import type { LlmAuthorizer } from '../permissions/LlmAuthorizer';

/** What the routes work with. */
export interface RouterOptions {
  auditor: AuditorService;
  authorizer: LlmAuthorizer;
  discovery: DiscoveryService;
  gateway: GatewayConfig;
  governor: LlmGovernor;
  killSwitch: KillSwitch;
  refusals: RefusalReader;
  stopAudits: StopAudits;
  tenants: TenantReader;
  usage: UsageReader;
  virtualKeys: VirtualKeys;
}
