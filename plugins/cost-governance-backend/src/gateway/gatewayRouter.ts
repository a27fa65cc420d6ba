import express from 'express';
import { VENDOR_IDS } from './endpoints';
import type { LlmGateway } from './LlmGateway';

/**
 * The routes of the gateway. They are to be used before anything that reads bodies, and the gateway itself finds out who asks: that
 * may be somebody with a virtual key, whom Backstage does not know.
 */
export function gatewayRouter(gateway: LlmGateway): express.Router {
  const router = express.Router();
  for (const vendor of VENDOR_IDS) {
    router.use(`/llm/${vendor}`, (request, response, next) => {
      gateway.handle(vendor, request, response).catch(next);
    });
  }
  return router;
}
