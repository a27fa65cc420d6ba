import { mockServices } from '@backstage/backend-test-utils';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DefaultLlmBudgetService } from './DefaultLlmBudgetService';
import { LlmTokensExhaustedError } from './LlmTokensExhaustedError';

const REQUEST = {
  tenant: 'group:default/payments',
  model: 'gpt-4o',
  estimate: 100,
};
const USAGE = { inputTokens: 3, outputTokens: 4 };

/** What the server got: `POST /llm/reservations`, and the body. */
interface Received {
  route: string;
  body: Record<string, unknown> | undefined;
  authorization: string | undefined;
}

function refuse(
  response: ServerResponse,
  status: number,
  message: string,
  headers = {},
): void {
  response.writeHead(status, {
    'Content-Type': 'application/json',
    ...headers,
  });
  response.end(
    JSON.stringify({
      error: { name: 'AnError', message },
      response: { statusCode: status },
    }),
  );
}

describe('DefaultLlmBudgetService', () => {
  const received: Received[] = [];
  /** What befalls the next requests, by method and the end of the path. */
  let troubles: ((response: ServerResponse) => void)[] = [];
  let server: Server;
  let waits: number[] = [];
  const logger = mockServices.logger.mock();

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) {
        chunks.push(chunk);
      }
      const text = Buffer.concat(chunks).toString();
      received.push({
        route: `${request.method} ${request.url}`,
        body: text ? JSON.parse(text) : undefined,
        authorization: request.headers.authorization,
      });
      const trouble = troubles.shift();
      if (trouble) {
        trouble(response);
      } else if (request.method === 'DELETE') {
        response.writeHead(204).end();
      } else {
        response.setHeader('Content-Type', 'application/json');
        response.end(
          JSON.stringify({
            id: 'an-id',
            expiresAt: '2026-01-01T00:00:00.000Z',
            remainingTokens: 7,
          }),
        );
      }
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
  });

  afterAll(async () => {
    await new Promise(resolve => {
      server.close(resolve);
    });
  });

  beforeEach(() => {
    received.length = 0;
    troubles = [];
    waits = [];
    jest.clearAllMocks();
  });

  function budget(): DefaultLlmBudgetService {
    const { port } = server.address() as AddressInfo;
    return new DefaultLlmBudgetService({
      auth: mockServices.auth({ pluginId: 'test' }),
      discovery: mockServices.discovery.mock({
        getBaseUrl: async () => `http://127.0.0.1:${port}`,
      }),
      logger,
      wait: async ms => waits.push(ms),
    });
  }

  const routes = () => received.map(({ route }) => route);
  const hangUp = (response: ServerResponse) => response.destroy();

  it('holds tokens, makes the call, and settles what it used', async () => {
    const seen: unknown[] = [];
    const result = await budget().withReservation(
      { ...REQUEST, entityRef: 'component:default/ledger' },
      async reservation => {
        seen.push(reservation.remainingTokens, routes());
        return { result: 'the answer', usage: USAGE };
      },
    );
    expect(result).toBe('the answer');
    expect(seen).toEqual([7, ['POST /llm/reservations']]);
    expect(routes()).toEqual([
      'POST /llm/reservations',
      'POST /llm/reservations/an-id/settle',
    ]);
    expect(received[0].body).toEqual({
      tenant: 'group:default/payments',
      model: 'gpt-4o',
      tokens: 100,
      entityRef: 'component:default/ledger',
      requestId: expect.any(String),
    });
    expect(received[1].body).toEqual({ model: 'gpt-4o', ...USAGE });
    expect(received[0].authorization).toMatch(/^Bearer ./);
  });

  it('gives tokens back where the call throws and had used nothing, and throws on', async () => {
    const broken = new Error('no network');
    await expect(
      budget().withReservation(REQUEST, async () => {
        throw broken;
      }),
    ).rejects.toBe(broken);
    expect(routes()[1]).toBe('DELETE /llm/reservations/an-id');
  });

  it('settles what a call had reported before it threw', async () => {
    await expect(
      budget().withReservation(REQUEST, async reservation => {
        reservation.reportUsage({ inputTokens: 3, outputTokens: 1 });
        reservation.reportUsage({ ...USAGE, model: 'gpt-4o-2024-08-06' });
        throw new Error('the stream broke');
      }),
    ).rejects.toThrow('the stream broke');
    expect(received[1]).toMatchObject({
      route: 'POST /llm/reservations/an-id/settle',
      body: { ...USAGE, model: 'gpt-4o-2024-08-06' },
    });
  });

  it('reserves with one request id, however often it has to ask', async () => {
    troubles = [hangUp, hangUp];
    await budget().withReservation(REQUEST, async () => ({
      result: 1,
      usage: USAGE,
    }));
    const ids = received.slice(0, 3).map(({ body }) => body?.requestId);
    expect(new Set(ids).size).toBe(1);
    expect(waits).toEqual([100, 200]);
  });

  it('settles until it is answered', async () => {
    troubles = [
      undefined as never,
      hangUp,
      response => refuse(response, 503, 'Redis is away'),
    ];
    await budget().withReservation(REQUEST, async () => ({
      result: 1,
      usage: USAGE,
    }));
    expect(routes().slice(1)).toEqual(
      Array(3).fill('POST /llm/reservations/an-id/settle'),
    );
    expect(logger.error).not.toHaveBeenCalled();
  });

  it('returns the answer that is paid for also where it cannot be settled, and logs that', async () => {
    troubles = [
      undefined as never,
      ...Array(5).fill((response: ServerResponse) =>
        refuse(response, 503, 'away'),
      ),
    ];
    expect(
      await budget().withReservation(REQUEST, async () => ({
        result: 'paid for',
        usage: USAGE,
      })),
    ).toBe('paid for');
    expect(received).toHaveLength(6);
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringContaining('stays charged'),
    );
  });

  it('does not make a call for which there are no tokens, and says when there will be', async () => {
    troubles = [
      response =>
        refuse(response, 429, '4 tokens left', { 'Retry-After': '90' }),
    ];
    const call = jest.fn();
    const error = await budget()
      .withReservation(REQUEST, call)
      .catch(thrown => thrown);
    expect(error).toBeInstanceOf(LlmTokensExhaustedError);
    expect(error).toMatchObject({
      message: '4 tokens left',
      retryAfterMs: 90_000,
    });
    expect(call).not.toHaveBeenCalled();
    expect(received).toHaveLength(1);
  });

  it.each([400, 403, 503])(
    'does not make a call that is refused with %d, nor asks again',
    async status => {
      troubles = [response => refuse(response, status, 'stopped: the bill')];
      const call = jest.fn();
      await expect(
        budget().withReservation(REQUEST, call),
      ).rejects.toMatchObject({
        statusCode: status,
        cause: { message: 'stopped: the bill' },
      });
      expect(call).not.toHaveBeenCalled();
      expect(received).toHaveLength(1);
    },
  );
});
