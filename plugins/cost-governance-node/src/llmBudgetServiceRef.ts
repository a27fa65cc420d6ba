import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { DefaultLlmBudgetService } from './DefaultLlmBudgetService';
import type { LlmBudgetService } from './LlmBudgetService';

/**
 * The budget within which a plugin makes LLM calls. It needs the backend of cost-governance, in the same process or another one.
 *
 * @public
 */
export const llmBudgetServiceRef = createServiceRef<LlmBudgetService>({
  id: 'cost-governance.llm-budget',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        auth: coreServices.auth,
        discovery: coreServices.discovery,
        logger: coreServices.logger,
      },
      factory: deps => new DefaultLlmBudgetService(deps),
    }),
});
