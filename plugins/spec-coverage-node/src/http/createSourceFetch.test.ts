import { createServer, type RequestListener } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { createSourceFetch } from './createSourceFetch';
import { SourceHttpClient } from './SourceHttpClient';

const never = new AbortController().signal;

describe('createSourceFetch', () => {
  const closing: Array<() => Promise<void>> = [];

  afterEach(async () => {
    await Promise.all(closing.splice(0).map(close => close()));
  });

  async function listen(handle: RequestListener): Promise<string> {
    const server = createServer(handle).listen(0, '127.0.0.1');
    await once(server, 'listening');
    closing.push(async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  function fetchFrom(
    url: string,
    options: { timeoutMs?: number; maxBytes?: number } = {},
  ) {
    const source = createSourceFetch({ origins: [url], ...options });
    closing.push(() => source.close());
    return source.fetch;
  }

  /** What a promise was rejected with, in all words that reach a log. */
  async function failureOf(promise: Promise<unknown>): Promise<string> {
    const error = await promise.then(
      () => new Error('It did not fail'),
      thrown => thrown,
    );
    return `${error.name} ${error.message} ${error.stack} ${error.cause} ${error.cause?.stack}`;
  }

  it('does not ask the address that a redirect leads to', async () => {
    const asked: string[] = [];
    const elsewhere = await listen((request, response) => {
      asked.push(request.headers.authorization ?? 'nothing');
      response.end();
    });
    for (const status of [301, 302, 303, 307, 308]) {
      const url = await listen((_, response) =>
        response
          .writeHead(status, { location: `${elsewhere}/?token=hunter2` })
          .end(),
      );
      const failure = await failureOf(
        fetchFrom(url)(url, { headers: { authorization: 'mine' } }),
      );
      expect(failure).toContain(`answered ${status} and leads elsewhere`);
      expect(failure).not.toContain('hunter2');
    }
    expect(asked).toEqual([]);
  });

  it('stops reading what is larger than it may be, and breaks the connection', async () => {
    let closed: Promise<unknown> | undefined;
    const url = await listen((request, response) => {
      closed = once(request.socket, 'close');
      response.writeHead(200, { 'content-encoding': 'gzip' });
      // Without an end: who waits for it waits for ever.
      response.write(gzipSync(Buffer.alloc(5_000_000)));
    });
    await expect(
      fetchFrom(url, { maxBytes: 1_000 })(url),
    ).rejects.toMatchObject({ name: 'AnswerTooLargeError', maxBytes: 1_000 });
    await closed;
  });

  it('waits for the whole answer no longer than it may', async () => {
    const url = await listen((_, response) => {
      response.writeHead(200);
      response.write('half');
    });
    expect(await failureOf(fetchFrom(url, { timeoutMs: 50 })(url))).toContain(
      'was not answered within 50 ms',
    );
  });

  it('says what went wrong on the way', async () => {
    const url = await listen(request => request.socket.destroy());
    expect(await failureOf(fetchFrom(url)(url))).toMatch(
      /TryLaterError .*could not be sent.*other side closed/,
    );
    expect(
      await failureOf(fetchFrom('http://no..name')('http://no..name')),
    ).toMatch(/TryLaterError .*could not be sent.*getaddrinfo/);
  });

  it.each<
    [
      what: string,
      method: string,
      answers: Array<number | 'broken'>,
      sent: number,
      last: number | 'broken',
    ]
  >([
    ['reads again', 'GET', [503, 'broken', 200], 3, 200],
    ['gives up after three', 'GET', [500, 502, 504, 200], 3, 504],
    [
      'gives up on what breaks',
      'HEAD',
      ['broken', 'broken', 'broken'],
      3,
      'broken',
    ],
    ['leaves a limit to the caller', 'GET', [429, 200], 1, 429],
    ['leaves what is not there', 'GET', [404, 200], 1, 404],
    ['never writes twice', 'POST', [503, 200], 1, 503],
    [
      'never writes twice when it broke',
      'DELETE',
      ['broken', 200],
      1,
      'broken',
    ],
  ])(
    'when a server is in trouble: %s',
    async (_what, method, answers, sent, last) => {
      let requests = 0;
      const url = await listen((request, response) => {
        const answer = answers[requests];
        requests += 1;
        if (answer === 'broken') {
          request.socket.destroy();
        } else {
          response.writeHead(answer).end();
        }
      });
      const outcome = await fetchFrom(url)(url, { method }).then(
        response => response.status,
        () => 'broken',
      );
      expect([outcome, requests]).toEqual([last, sent]);
    },
  );

  it('is not sent again before the moment that the server names', async () => {
    let requests = 0;
    const url = await listen((_, response) => {
      requests += 1;
      response.writeHead(503, { 'retry-after': '7' }).end();
    });
    expect((await fetchFrom(url)(url)).status).toBe(503);
    expect(requests).toBe(1);
  });

  it('gives the reason of the signal when it is aborted, before or while it is answered', async () => {
    const stop = new AbortController();
    const url = await listen((_, response) => {
      response.writeHead(200);
      response.write('half', () => stop.abort(new Error('enough')));
    });
    const fetch = fetchFrom(url);
    await expect(fetch(url, { signal: stop.signal })).rejects.toThrow('enough');
    await expect(fetch(url, { signal: stop.signal })).rejects.toThrow('enough');
    await expect(
      fetch(new Request(url, { signal: stop.signal })),
    ).rejects.toThrow('enough');
  });

  it('sends all of a Request, as clients of vendors make it', async () => {
    const url = await listen((request, response) => {
      request.pipe(
        response.writeHead(201, {
          'x-method': request.method,
          'x-authorization': request.headers.authorization,
        }),
      );
    });
    const answer = await fetchFrom(url)(
      new Request(`${url}/a`, {
        method: 'PUT',
        body: 'all of it',
        headers: { authorization: 'mine' },
      }),
    );
    expect(answer.status).toBe(201);
    expect(answer.headers.get('x-method')).toBe('PUT');
    expect(answer.headers.get('x-authorization')).toBe('mine');
    expect(await answer.text()).toBe('all of it');
  });

  it.each(['Bearer hunter2\nx', 'Bearer hunter2\0', 'Bearer hunter2 –'])(
    'does not quote credentials that cannot be sent: %j',
    async authorization => {
      const url = await listen((_, response) => response.end());
      const failure = await failureOf(
        fetchFrom(url)(url, { headers: { authorization } }),
      );
      expect(failure).toContain('look at the credentials');
      expect(failure).not.toContain('hunter2');
    },
  );

  it('does not quote a password or a query of an address', async () => {
    const url = await listen(request => request.socket.destroy());
    const fetch = fetchFrom(url);
    for (const address of [
      url.replace('http://', 'http://me:hunter2@'),
      `${url}/a?token=hunter2`,
    ]) {
      const failure = await failureOf(fetch(address));
      expect(failure).toContain('TryLaterError');
      expect(failure).not.toContain('hunter2');
    }
  });

  describe('SourceHttpClient', () => {
    function client(url: string) {
      const made = new SourceHttpClient({
        baseUrl: `${url}/base`,
        configKey: 'specCoverage.sources.jira',
        headers: async () => ({ authorization: 'Bearer hunter2' }),
      });
      closing.push(() => made.close());
      return made;
    }

    it.each([
      [{ 'retry-after': '7' }, 7_000],
      [{ 'x-ratelimit-reset': '12' }, 12_000],
      [{}, undefined],
    ])(
      'passes on how long the vendor wants to be left alone: %j',
      async (headers, retryAfterMs) => {
        for (const status of [429, 503]) {
          const url = await listen((_, response) =>
            response.writeHead(status, headers).end(),
          );
          await expect(
            client(url).request({ path: ['a'], signal: never }),
          ).rejects.toMatchObject({ name: 'TryLaterError', retryAfterMs });
        }
      },
    );

    it('does not take a page of a proxy for an answer, and does not quote it', async () => {
      const url = await listen((_, response) =>
        response
          .writeHead(200, { 'content-type': 'text/html' })
          .end('<html>canary</html>'),
      );
      const answer = await client(url).request({ path: ['a'], signal: never });
      const failure = await failureOf(Promise.resolve().then(answer.json));
      expect(failure).toContain('TryLaterError');
      expect(failure).toContain(
        '/base/a answered with something that is no JSON',
      );
      expect(failure).not.toContain('canary');
    });

    it.each([
      '..%2f..',
      '%2e%2e',
      '../admin',
      'https://evil.example/',
      '//evil.example',
      'a\\..\\b',
      '@evil.example',
      'a\n',
      ';x=/../',
    ])('stays below the base URL with the segment %j', async segment => {
      const asked: string[] = [];
      const url = await listen((request, response) => {
        asked.push(request.url ?? '');
        response.end();
      });
      await client(url).request({ path: [segment, 'b'], signal: never });
      expect(asked).toEqual([`/base/${encodeURIComponent(segment)}/b`]);
    });
  });
});
