import { createServer, type RequestListener, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { whyForbiddenHost } from './addressGuard';
import { createSourceFetch } from './createSourceFetch';
import { readBaseUrl } from './readBaseUrl';
import { readRetryAfterMs } from './retryAfter';
import { SourceHttpClient } from './SourceHttpClient';

const never = new AbortController().signal;

async function listen(handle: RequestListener) {
  const server: Server = createServer(handle).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

describe('SourceHttpClient', () => {
  let handle: RequestListener;
  let site: Awaited<ReturnType<typeof listen>>;
  let paths: string[];

  beforeEach(async () => {
    paths = [];
    handle = (_, response) => response.end('{}');
    site = await listen((request, response) => {
      paths.push(request.url ?? '');
      handle(request, response);
    });
  });
  afterEach(() => site.close());

  function client(options: { timeoutMs?: number; maxBytes?: number } = {}) {
    return new SourceHttpClient({
      baseUrl: `${site.url}/base`,
      configKey: 'specCoverage.sources.jira',
      headers: async () => ({ authorization: 'Bearer hunter2' }),
      ...options,
    });
  }

  it('sends each segment of a path as one, and queries and JSON as they are', async () => {
    let sent = '';
    handle = (request, response) => {
      request.on('data', chunk => {
        sent += chunk;
      });
      request.on('end', () =>
        response.end(JSON.stringify(request.headers.authorization)),
      );
    };
    const answer = await client().request({
      method: 'POST',
      path: ['a/b', 'c?d=e', '%2e%2e', 'ü #'],
      query: { q: 'x&y', none: undefined, n: 1 },
      body: { a: [1] },
      signal: never,
    });
    expect(answer.json()).toBe('Bearer hunter2');
    expect(paths).toEqual([
      '/base/a%2Fb/c%3Fd%3De/%252e%252e/%C3%BC%20%23?q=x%26y&n=1',
    ]);
    expect(sent).toBe('{"a":[1]}');
  });

  it.each(['', '.', '..', '\ud800'])(
    'refuses the segment %j',
    async segment => {
      await expect(
        client().request({ path: ['a', segment], signal: never }),
      ).rejects.toMatchObject({ name: 'InputError' });
      expect(paths).toEqual([]);
    },
  );

  it.each([
    [401, 'specCoverage.sources.jira'],
    [408, '408'],
    [429, '429'],
    [500, '500'],
    [503, '503'],
    [301, 'leads elsewhere'],
    [302, 'leads elsewhere'],
    [307, 'leads elsewhere'],
  ])('tries later after %i', async (status, words) => {
    handle = (_, response) =>
      response
        .writeHead(status, {
          'retry-after': '5',
          location: 'http://169.254.169.254/latest/meta-data/',
        })
        .end('secret body');
    const error = await client()
      .request({ path: ['a'], signal: never })
      .catch(thrown => thrown);
    expect(error).toMatchObject({
      name: 'TryLaterError',
      message: expect.stringContaining(words),
    });
    expect(`${error.message}${error.cause}`).not.toMatch(/hunter2|secret body/);
    expect(paths).toHaveLength(1);
  });

  it.each([200, 204, 400, 403, 404, 410])(
    'gives back an answer with %i',
    async status => {
      handle = (_, response) => response.writeHead(status).end();
      const answer = await client().request({ path: ['a'], signal: never });
      expect(answer.status).toBe(status);
      expect(() => answer.json()).toThrow('no JSON');
    },
  );

  it('does not wait for ever, and stops when it is told to', async () => {
    handle = () => undefined;
    await expect(
      client({ timeoutMs: 50 }).request({ path: ['a'], signal: never }),
    ).rejects.toMatchObject({
      name: 'TryLaterError',
      message: expect.stringContaining('50 ms'),
    });
    const stop = new AbortController();
    const reason = new Error('enough');
    handle = () => stop.abort(reason);
    await expect(
      client().request({ path: ['a'], signal: stop.signal }),
    ).rejects.toBe(reason);
    await site.close();
    await expect(
      client().request({ path: ['a'], signal: never }),
    ).rejects.toMatchObject({ name: 'TryLaterError' });
    site = await listen((_, response) => response.end());
  });

  it('reads no more than it may, also of what is compressed', async () => {
    handle = (_, response) =>
      response
        .writeHead(200, { 'content-encoding': 'gzip' })
        .end(gzipSync(Buffer.alloc(50_000_000)));
    await expect(
      client({ maxBytes: 1_000 }).request({ path: ['a'], signal: never }),
    ).rejects.toMatchObject({ name: 'AnswerTooLargeError', maxBytes: 1_000 });
    handle = (_, response) =>
      response
        .writeHead(200, { 'content-encoding': 'gzip' })
        .end(gzipSync('{"a":1}'));
    const answer = await client().request({ path: ['a'], signal: never });
    expect(answer.json()).toEqual({ a: 1 });
  });
});

describe('createSourceFetch', () => {
  it.each([
    'http://localhost:1/',
    'https://api.github.com.evil.example/',
    'https://api.github.com:8443/',
    'http://api.github.com/',
  ])('does not send a request to %s', async url => {
    const { fetch } = createSourceFetch({
      origins: ['https://api.github.com'],
    });
    await expect(fetch(url)).rejects.toMatchObject({
      name: 'TryLaterError',
      message: expect.stringContaining('not one that is configured'),
    });
  });

  it('does not connect to the cloud of the machine, though it be configured', async () => {
    const { fetch } = createSourceFetch({
      origins: ['http://169.254.169.254'],
    });
    await expect(fetch('http://169.254.169.254/latest')).rejects.toThrow(
      'hands out credentials',
    );
  });
});

describe('readBaseUrl', () => {
  it.each([
    ['https://acme.atlassian.net', 'https://acme.atlassian.net'],
    ['https://acme.atlassian.net/wiki/', 'https://acme.atlassian.net/wiki'],
    ['http://localhost:8080/', 'http://localhost:8080'],
    ['http://127.0.0.1:8080/jira', 'http://127.0.0.1:8080/jira'],
    ['https://10.1.2.3', 'https://10.1.2.3'],
  ])('takes %s', (text, url) => {
    expect(readBaseUrl(text, 'key')).toBe(url);
  });

  it.each([
    '',
    'acme',
    'ftp://acme.example',
    'file:///etc/passwd',
    'http://acme.example',
    'http://localhost.evil.example',
    'https://user@acme.example',
    'https://acme.example/?a=b',
    'https://acme.example/#a',
    'https://169.254.169.254',
    'https://0xA9FEA9FE',
    'https://2852039166',
    'https://[::ffff:a9fe:a9fe]',
    'https://[fe80::1]',
    'https://[fd00:ec2::254]',
    'https://metadata.google.internal.',
    'https://METADATA',
    'https://0.0.0.0',
  ])('refuses %j, and names the key', text => {
    expect(() =>
      readBaseUrl(text, 'specCoverage.sources.jira.baseUrl'),
    ).toThrow('specCoverage.sources.jira.baseUrl');
  });
});

describe('whyForbiddenHost', () => {
  it.each(['example.com', '10.0.0.1', '192.168.1.1', '[::1]', '127.0.0.1'])(
    'lets %s be',
    host => {
      expect(whyForbiddenHost(host)).toBeUndefined();
    },
  );
});

describe('readRetryAfterMs', () => {
  const now = Date.UTC(2026, 10, 24, 12);
  it.each([
    [{ 'retry-after': '30' }, 30_000],
    [{ 'retry-after': 'Tue, 24 Nov 2026 12:00:10 GMT' }, 10_000],
    [{ 'retry-after': '999999' }, 3_600_000],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'x-ratelimit-reset': '2026-11-24T12:01:00Z' }, 60_000],
    [
      {
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': String(now / 1000 + 90),
      },
      90_000,
    ],
    [
      {
        'x-ratelimit-remaining': '12',
        'x-ratelimit-reset': String(now / 1000 + 90),
      },
      undefined,
    ],
    [{ 'x-ratelimit-reset': '2026-11-24T11:00:00Z' }, 0],
    [{}, undefined],
  ])('of %j is %p', (headers, ms) => {
    const read = (name: string) => (headers as Record<string, string>)[name];
    expect(readRetryAfterMs(read, now)).toBe(ms);
  });
});
