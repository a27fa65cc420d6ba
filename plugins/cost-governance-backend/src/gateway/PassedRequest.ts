import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ServerResponse } from 'node:http';
import type { Dispatcher } from 'undici';
import type { UpstreamConfig } from './config';
import type { VendorId } from './endpoints';

/** A request that goes to a vendor, and where its answer goes. */
export interface PassedRequest {
  vendor: VendorId;
  config: UpstreamConfig;
  logger: LoggerService;
  response: ServerResponse;
  /** Ends it, with a reason that is told to the caller where that helps. */
  signal: AbortSignal;
  /** Sends it to the vendor. */
  send: () => Promise<Dispatcher.ResponseData>;
}
