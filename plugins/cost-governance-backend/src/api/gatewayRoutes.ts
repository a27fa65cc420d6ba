import type { DiscoveryService } from '@backstage/backend-plugin-api';
import { llmReadPermission } from '@proofline/backstage-plugin-cost-governance-common';
import type express from 'express';
import Router from 'express-promise-router';
import type { GatewayConfig } from '../gateway/config';
import { VENDOR_IDS, type VendorId } from '../gateway/endpoints';
import type { LlmAuthorizer } from '../permissions/LlmAuthorizer';

/** What stands after `/llm/<vendor>` in the base URL of the vendor's SDK, which adds the rest. */
const SDK_PATHS: Record<VendorId, string> = { openai: '/v1', anthropic: '' };

/** Routes that say where the gateway is. */
export function gatewayRoutes(options: {
  authorizer: LlmAuthorizer;
  discovery: DiscoveryService;
  gateway: GatewayConfig;
}): express.Router {
  const { authorizer, discovery, gateway } = options;
  const router = Router();

  router.get('/llm/gateway', async (request, response) => {
    const caller = await authorizer.callerOf(request);
    await authorizer.assertPermitted(caller, llmReadPermission);
    const baseUrl = await discovery.getExternalBaseUrl('cost-governance');
    response.json({
      vendors: VENDOR_IDS.filter(vendor => gateway.vendors[vendor]).map(
        vendor => ({
          vendor,
          baseUrl: `${baseUrl}/llm/${vendor}${SDK_PATHS[vendor]}`,
        }),
      ),
    });
  });

  return router;
}
