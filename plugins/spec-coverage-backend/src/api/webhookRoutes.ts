import { type Counter, metrics } from '@opentelemetry/api';
import type { SpecSource } from '@proofline/backstage-plugin-spec-coverage-node';
import express from 'express';
import Router from 'express-promise-router';
import type { RouterOptions } from './RouterOptions';

/** Where vendors send what changed; open to all, and closed to whoever does not know the secret. */
export const WEBHOOK_PATH = '/webhooks';

/** How a request to a webhook can end, and the status that says so. */
const STATUS = {
  accepted: 202,
  duplicate: 202,
  unreadable: 400,
  unauthorized: 401,
  unknown: 404,
  'too-large': 413,
  encoded: 415,
  unavailable: 503,
} as const;

type Result = keyof typeof STATUS;

/** The route that takes deliveries of vendors. Whatever they send, they get a fixed status and a sentence. */
export function webhookRoutes({
  sources,
  webhooks,
}: Pick<RouterOptions, 'sources' | 'webhooks'>): express.Router {
  const router = Router();
  const deliveries = metrics
    .getMeter('spec-coverage')
    .createCounter('spec_coverage.webhook.deliveries', {
      description: 'Requests to webhooks, by source and how they ended',
    });
  const readers = new Map<string, express.RequestHandler>();

  router.post(`${WEBHOOK_PATH}/:source`, async (request, response) => {
    const source = sources.get(request.params.source);
    if (!source?.webhook) {
      answer(response, deliveries, 'unknown', {
        message:
          'There is no such webhook: its source is not installed, or no webhookSecret is configured for it',
      });
      return;
    }
    let reader = readers.get(source.id);
    if (!reader) {
      reader = bodyReader(source.webhook.maxBodyBytes);
      readers.set(source.id, reader);
    }
    const refused = await readBody(reader, request, response);
    if (refused) {
      answer(response, deliveries, refused.result, {
        source,
        message: refused.message,
      });
      return;
    }
    const outcome = await webhooks.receive(source, {
      headers: toHeaders(request),
      rawBody: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
    });
    answer(response, deliveries, outcome.result, {
      source,
      message: 'message' in outcome ? outcome.message : undefined,
    });
  });

  return router;
}

/** Bytes as they came, whatever type the sender says they have. Nothing is decompressed: no vendor compresses. */
function bodyReader(limit: number): express.RequestHandler {
  return express.raw({ type: () => true, inflate: false, limit });
}

async function readBody(
  reader: express.RequestHandler,
  request: express.Request,
  response: express.Response,
): Promise<{ result: Result; message: string } | undefined> {
  const error = await new Promise<unknown>(resolve => {
    reader(request, response, resolve);
  });
  switch ((error as { type?: string } | undefined)?.type) {
    case undefined:
      if (error) {
        throw error;
      }
      return undefined;
    case 'entity.too.large':
      return { result: 'too-large', message: 'The body is too large' };
    case 'encoding.unsupported':
      return { result: 'encoded', message: 'Send the body uncompressed' };
    default:
      return { result: 'unreadable', message: 'The body did not arrive whole' };
  }
}

function answer(
  response: express.Response,
  deliveries: Counter,
  result: Result,
  options: { source?: SpecSource; message?: string },
): void {
  // Not the name in the address, which anybody can make up.
  deliveries.add(1, { source: options.source?.id ?? 'none', result });
  response.status(STATUS[result]).json({
    result,
    ...(options.message !== undefined && { message: options.message }),
  });
}

function toHeaders(
  request: express.Request,
): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
}
