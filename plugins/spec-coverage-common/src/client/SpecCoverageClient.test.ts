/**
 * @jest-environment node
 */
import { createServer, IncomingMessage, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import type { SpecCoverageApi } from './SpecCoverageApi';
import { SpecCoverageClient } from './SpecCoverageClient';

type Answer = { status: number; body: unknown };

/** A real HTTP server that answers everything alike and remembers what it was asked. */
class RecordingServer {
  readonly requests: Pick<IncomingMessage, 'method' | 'url' | 'headers'>[] = [];
  answer: Answer = { status: 200, body: { items: [] } };
  readonly #server: Server = createServer((request, response) => {
    const { method, url, headers } = request;
    this.requests.push({ method, url, headers });
    response.writeHead(this.answer.status, {
      'content-type': 'application/json',
    });
    response.end(JSON.stringify(this.answer.body));
  });

  async start(): Promise<void> {
    await new Promise<void>(resolve => {
      this.#server.listen(0, '127.0.0.1', resolve);
    });
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  readonly discoveryApi = {
    getBaseUrl: async (pluginId: string) => {
      const { port } = this.#server.address() as AddressInfo;
      return `http://127.0.0.1:${port}/api/${pluginId}`;
    },
  };
}

describe('SpecCoverageClient', () => {
  let server: RecordingServer;
  let client: SpecCoverageApi;

  beforeEach(async () => {
    server = new RecordingServer();
    await server.start();
    client = new SpecCoverageClient({ discoveryApi: server.discoveryApi });
  });

  afterEach(async () => {
    await server.stop();
  });

  it.each<[string, (api: SpecCoverageApi) => Promise<unknown>, string, string]>(
    [
      ['getCoverage', api => api.getCoverage(), 'GET', '/coverage'],
      [
        'getEntityCoverage',
        api => api.getEntityCoverage('component:payments/ledger'),
        'GET',
        '/coverage/entity/component/payments/ledger',
      ],
      [
        'getEntityCoverage of a ref without namespace',
        api => api.getEntityCoverage('component:ledger'),
        'GET',
        '/coverage/entity/component/default/ledger',
      ],
      ['listSpecs', api => api.listSpecs(), 'GET', '/specs'],
      [
        'listSpecs with a query',
        api =>
          api.listSpecs({
            entityRef: 'component:default/ledger',
            state: 'drifted',
            limit: 20,
            cursor: 'a+b/c=',
          }),
        'GET',
        '/specs?entityRef=component%3Adefault%2Fledger&state=drifted&limit=20&cursor=a%2Bb%2Fc%3D',
      ],
      [
        'listSpecs without what is undefined',
        api => api.listSpecs({ entityRef: undefined, cursor: undefined }),
        'GET',
        '/specs',
      ],
      [
        'getSpec',
        api => api.getSpec('files:specs/two words & more?.md'),
        'GET',
        '/specs/files%3Aspecs%2Ftwo%20words%20%26%20more%3F.md',
      ],
      [
        'getSpecHistory',
        api => api.getSpecHistory('jira:PAY-142', { limit: 5 }),
        'GET',
        '/specs/jira%3APAY-142/history?limit=5',
      ],
      [
        'verifySpec',
        api => api.verifySpec('files:specs/ledger.md'),
        'POST',
        '/specs/files%3Aspecs%2Fledger.md/verify',
      ],
      [
        'listDrifts',
        api => api.listDrifts({ state: 'open' }),
        'GET',
        '/drifts?state=open',
      ],
      [
        'listProofJobs',
        api => api.listProofJobs({ specRef: 'jira:PAY-1', state: 'running' }),
        'GET',
        '/proof-jobs?specRef=jira%3APAY-1&state=running',
      ],
      [
        'getProofJob',
        api => api.getProofJob('ab/12'),
        'GET',
        '/proof-jobs/ab%2F12',
      ],
    ],
  )('%s asks for its route', async (_, call, method, path) => {
    await call(client);
    expect(server.requests).toEqual([
      expect.objectContaining({ method, url: `/api/spec-coverage${path}` }),
    ]);
  });

  it('returns what the backend answers', async () => {
    server.answer = {
      status: 202,
      body: { specRef: 'jira:PAY-1', check: { id: '7', hints: 2 } },
    };
    await expect(client.verifySpec('jira:PAY-1')).resolves.toEqual(
      server.answer.body,
    );
  });

  it('sends the token that it is given, and none otherwise', async () => {
    await client.getCoverage();
    await client.getCoverage({}, { token: 'abc' });
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual(
      [undefined, 'Bearer abc'],
    );
  });

  it('throws what the backend refuses with, by its name', async () => {
    server.answer = {
      status: 404,
      body: {
        error: { name: 'NotFoundError', message: 'No spec jira:PAY-1' },
        request: { method: 'GET', url: '/specs/jira:PAY-1' },
        response: { statusCode: 404 },
      },
    };
    await expect(client.getSpec('jira:PAY-1')).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 404,
      cause: { name: 'NotFoundError', message: 'No spec jira:PAY-1' },
    });
  });

  it('ends with the caller who gives up', async () => {
    const controller = new AbortController();
    controller.abort();
    await expect(
      client.getCoverage({}, { signal: controller.signal }),
    ).rejects.toMatchObject({ name: 'AbortError' });
    expect(server.requests).toEqual([]);
  });

  it('refuses what is no entity ref before it asks anybody', async () => {
    await expect(client.getEntityCoverage('ledger')).rejects.toThrow(/ledger/);
    expect(server.requests).toEqual([]);
  });

  it('uses the fetch that it is given', async () => {
    const urls: unknown[] = [];
    const own = new SpecCoverageClient({
      discoveryApi: server.discoveryApi,
      fetchApi: {
        fetch: (input, init) => {
          urls.push(input);
          return fetch(input, init);
        },
      },
    });
    await own.getCoverage();
    expect(urls).toEqual([expect.stringContaining('/coverage')]);
    expect(server.requests).toHaveLength(1);
  });

  it('calls the fetch of a browser as browsers demand, not as a method of its own', async () => {
    const original = globalThis.fetch;
    globalThis.fetch = function browserFetch(
      this: unknown,
      ...args: Parameters<typeof fetch>
    ) {
      if (this !== undefined && this !== globalThis) {
        throw new TypeError("Failed to execute 'fetch': Illegal invocation");
      }
      return original(...args);
    };
    try {
      await new SpecCoverageClient({
        discoveryApi: server.discoveryApi,
      }).getCoverage();
    } finally {
      globalThis.fetch = original;
    }
    expect(server.requests).toHaveLength(1);
  });
});
