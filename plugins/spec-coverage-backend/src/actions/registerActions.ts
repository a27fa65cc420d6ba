import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { RouterOptions } from '../api/RouterOptions';
import { registerExplainDrift } from './explainDrift';
import { registerGetCoverage } from './getCoverage';
import { registerListDrifts } from './listDrifts';
import { registerVerifySpec } from './verifySpec';

/** Offers to assistants what the REST API offers to scripts, with the permissions of the person they act for. */
export function registerActions(
  registry: ActionsRegistryService,
  options: RouterOptions,
): void {
  registerGetCoverage(registry, options);
  registerListDrifts(registry, options);
  registerExplainDrift(registry, options);
  registerVerifySpec(registry, options);
}
