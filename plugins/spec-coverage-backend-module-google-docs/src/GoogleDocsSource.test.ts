import {
  DOCUMENT,
  LEDGER,
  openChannel,
  SECRET,
  setUp,
} from './__testUtils__/setUp';

const never = new AbortController().signal;
const HOUR = 60 * 60_000;

describe('GoogleDocsSource', () => {
  let drive: Awaited<ReturnType<typeof setUp>>;

  afterEach(() => drive.server.stop());

  async function listed(
    known: string[],
    options: { since?: Date; store?: boolean } = {},
  ): Promise<string[]> {
    const { since = new Date(), store = true } = options;
    const list = drive.source.listChanged({ known, since, signal: never });
    const refs: string[] = [];
    for await (const ref of list.specRefs) {
      refs.push(ref.slice('google-docs:'.length));
    }
    if (store) {
      await list.stored?.();
    }
    return refs;
  }

  it('reads a document with its claims, and who changed it', async () => {
    drive = await setUp();
    drive.server.write(DOCUMENT, LEDGER, { by: 'Grace Hopper' });
    const read = async () => {
      const result = await drive.source.fetch(DOCUMENT, never);
      expect(result).toMatchObject({
        type: 'found',
        document: {
          url: `${drive.server.url}/document/d/${DOCUMENT}/edit`,
          changedBy: 'Grace Hopper',
          changedAt: expect.any(Date),
        },
      });
      const { document } = result as Extract<typeof result, { document: {} }>;
      return drive.source.canonicalize(document);
    };
    const first = await read();
    expect(first).toMatchObject({
      title: 'Ledger',
      canonicalizer: 'google-docs/1',
      text: expect.stringContaining('What must hold - at least.'),
      invariants: [{ key: 'LEDGER-1', text: 'holds', language: 'smt2' }],
    });
    expect(first.text).not.toContain('base64');
    // Exported again, with other data of its image.
    drive.server.write(DOCUMENT, LEDGER, { by: 'Grace Hopper' });
    expect(await read()).toEqual(first);
  });

  it('reads name and text of one moment', async () => {
    drive = await setUp();
    let edits = 0;
    drive.server.trouble = {
      interfere: ({ path }) => {
        if (path.endsWith('/export') && edits < 2) {
          edits += 1;
          drive.server.write(DOCUMENT, { ...LEDGER, title: `Ledger ${edits}` });
        }
        return undefined;
      },
    };
    const result = await drive.source.fetch(DOCUMENT, never);
    const { document } = result as Extract<typeof result, { document: {} }>;
    expect(drive.source.canonicalize(document).title).toBe('Ledger 2');
    edits = -10;
    await expect(drive.source.fetch(DOCUMENT, never)).rejects.toMatchObject({
      name: 'TryLaterError',
    });
  });

  it('asks for nothing that is no id', async () => {
    drive = await setUp();
    for (const name of [
      '../about',
      'a/b/c/d/e/f/g',
      'https://x.example/abcd',
    ]) {
      expect(await drive.source.fetch(name, never)).toMatchObject({
        type: 'missing',
      });
    }
    expect(drive.server.requests).toEqual([]);
  });

  it('tells what keeps it from reading', async () => {
    drive = await setUp();
    drive.server.unshare(DOCUMENT);
    expect(await drive.source.fetch(DOCUMENT, never)).toEqual({
      type: 'missing',
      reason: expect.stringContaining(drive.server.clientEmail),
    });
    drive.server.writeFile('a-spreadsheet', {
      name: 'Numbers',
      mimeType: 'application/vnd.google-apps.spreadsheet',
    });
    expect(await drive.source.fetch('a-spreadsheet', never)).toMatchObject({
      type: 'refused',
    });
    drive.server.write(DOCUMENT, LEDGER);
    drive.server.trouble = {
      interfere: ({ path }) =>
        path.endsWith('/export')
          ? {
              status: 403,
              json: {
                error: { errors: [{ reason: 'exportSizeLimitExceeded' }] },
              },
            }
          : undefined,
    };
    expect(await drive.source.fetch(DOCUMENT, never)).toMatchObject({
      type: 'refused',
    });
  });

  it.each([
    [
      {
        status: 403,
        headers: { 'retry-after': '9' },
        json: { error: { errors: [{ reason: 'userRateLimitExceeded' }] } },
      },
      9_000,
    ],
    [{ status: 429 }, undefined],
    [{ status: 500 }, undefined],
    [{ status: 200, body: 'no JSON' }, undefined],
    [{ status: 302, headers: { location: 'http://localhost:1/' } }, undefined],
    ['reset' as const, undefined],
  ])('tries again after %j', async (answer, retryAfterMs) => {
    drive = await setUp();
    await drive.source.fetch(DOCUMENT, never);
    drive.server.trouble = { interfere: () => answer };
    await expect(drive.source.fetch(DOCUMENT, never)).rejects.toMatchObject({
      name: 'TryLaterError',
      retryAfterMs,
    });
  });

  it('says which key is wrong when Google gives no token, and not the key', async () => {
    drive = await setUp();
    const other = drive.make({ clientEmail: 'somebody@else.example' });
    const error = await other.fetch(DOCUMENT, never).catch(thrown => thrown);
    expect(error).toMatchObject({
      name: 'TryLaterError',
      message: expect.stringContaining('specCoverage.sources.googleDocs'),
    });
    expect(
      JSON.stringify([error.message, error.cause, error.stack]),
    ).not.toMatch(/PRIVATE KEY|assertion/);
  });

  it('lists what changed since the last list that was stored', async () => {
    drive = await setUp();
    const other = 'other-other-other';
    const known = [DOCUMENT, other];
    expect(await listed(known)).toEqual(known);
    expect(await listed(known)).toEqual([]);
    drive.server.write(other, LEDGER);
    drive.server.write('unknown-to-the-portal', LEDGER);
    // The portal died before it was stored.
    expect(await listed(known, { store: false })).toEqual([other]);
    expect(await listed(known)).toEqual([other]);
    drive.server.trash(DOCUMENT);
    expect(await listed(known)).toEqual([DOCUMENT]);
    for (let edit = 0; edit < 250; edit += 1) {
      drive.server.write('unknown-to-the-portal', LEDGER);
    }
    drive.server.remove(other);
    expect(await listed(known)).toEqual([other]);
    await drive.state.set('changes/pageToken', '999999');
    expect(await listed(known)).toEqual(known);
    drive.server.trouble = { interfere: () => ({ status: 500 }) };
    await expect(listed(known)).rejects.toMatchObject({
      name: 'TryLaterError',
    });
  });
});

describe('channels', () => {
  it('are opened, known to all processes, and closed when the portal stops', async () => {
    const drive = await setUp();
    const { make, server, source, state } = drive;
    try {
      const close = await openChannel(drive);
      const [channel] = server.channels;
      expect(channel).toMatchObject({
        address:
          'https://portal.example.com/api/spec-coverage/webhooks/google-docs',
        stopped: false,
      });
      expect(channel.token).not.toContain(SECRET);
      const message = server.message(channel, 'change');
      expect(await make().webhook!.verify(message)).toBe(true);
      const verify = (headers: Record<string, string>) =>
        source.webhook!.verify({
          ...message,
          headers: { ...message.headers, ...headers },
        });
      expect(await verify({ 'x-goog-resource-id': 'another' })).toBe(false);
      expect(await verify({ 'x-goog-channel-id': 'another' })).toBe(false);
      expect(await verify({ 'x-goog-channel-token': '' })).toBe(false);

      // The secret is being replaced: the channel was opened with the old one.
      const secrets = { webhookSecrets: ['a new one', SECRET] };
      expect(await make(secrets).webhook!.verify(message)).toBe(true);
      expect(
        await make({ webhookSecrets: ['a new one'] }).webhook!.verify(message),
      ).toBe(false);

      await close();
      expect(channel.stopped).toBe(true);
      expect(await state.list('channel/')).toEqual([]);
      expect(await source.webhook!.verify(message)).toBe(false);
    } finally {
      await server.stop();
    }
  });

  it('are renewed before they end, and overlap', async () => {
    let now = Date.now();
    const open: number[] = [];
    const stop = new AbortController();
    const { server, source, state } = await setUp(
      {},
      {
        clock: {
          now: () => now,
          wait: async ms => {
            expect(ms).toBe(18 * HOUR);
            const living = server.channels.filter(({ stopped }) => !stopped);
            open.push(living.length);
            now += ms;
            if (server.channels.length === 3) {
              stop.abort(new Error('enough'));
            }
          },
        },
      },
    );
    await state.set('channel/old', { resourceId: 'x', expiration: 1 });
    await source.watch(async () => undefined, stop.signal);
    expect(open).toEqual([1, 1, 1]);
    expect(server.channels).toHaveLength(3);
    const requests = server.requests.map(({ path }) => path.split('/').at(-1));
    expect(requests.filter(name => /watch|stop/.test(name ?? ''))).toEqual([
      'watch',
      'watch',
      'stop',
      'watch',
      'stop',
      'stop',
    ]);
    expect(await state.list('channel/')).toEqual([]);
    // What a channel sends after its time is not believed.
    expect(
      await source.webhook!.verify(
        server.message(server.channels[0], 'change'),
      ),
    ).toBe(false);
    await server.stop();
  });

  it('that cannot be opened are told of', async () => {
    const { server, source } = await setUp();
    server.trouble = {
      interfere: ({ path }) =>
        path.endsWith('/watch')
          ? {
              status: 400,
              json: { error: { errors: [{ reason: 'webhookUrlNotHttps' }] } },
            }
          : undefined,
    };
    await expect(
      source.watch(async () => undefined, never),
    ).rejects.toMatchObject({
      message: expect.stringContaining('webhookUrlNotHttps'),
    });
    await server.stop();
  });

  it('are not opened without a secret', async () => {
    const { server, source } = await setUp({
      webhookSecrets: [],
      webhookUrl: undefined,
    });
    expect(source.webhook).toBeUndefined();
    const stop = new AbortController();
    const watching = source.watch(async () => undefined, stop.signal);
    stop.abort(new Error('enough'));
    await watching;
    expect(server.channels).toEqual([]);
    await server.stop();
  });
});
