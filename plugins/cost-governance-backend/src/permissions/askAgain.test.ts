import fetch from 'cross-fetch';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { askAgain } from './askAgain';

/*
 * Both ways in which Backstage asks its plugins: by cross-fetch, as its client of permissions does, and by the fetch of Node.js, as it
 * asks for user info.
 */
describe.each([
  ['cross-fetch', fetch],
  ['fetch of Node.js', globalThis.fetch],
])('askAgain, by %s', (_, ask) => {
  let server: Server;
  let url: string;
  let requests = 0;
  let breaks = 0;

  beforeEach(async () => {
    requests = 0;
    server = createServer((request, response) => {
      requests += 1;
      if (requests <= breaks) {
        request.socket.resetAndDestroy();
      } else {
        response.end('allowed');
      }
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterEach(async () => {
    server.closeAllConnections();
    server.close();
  });

  // What is asked for is not looked up by a GET: those some clients send again by themselves.
  const authorize = () => askAgain(() => ask(url, { method: 'POST' }));

  it('asks again where the connection broke', async () => {
    breaks = 2;
    expect(await (await authorize()).text()).toBe('allowed');
    expect(requests).toBe(3);
  });

  it('gives up where it breaks each time', async () => {
    breaks = Infinity;
    await expect(authorize()).rejects.toMatchObject({
      message: expect.anything(),
    });
    expect(requests).toBe(3);
  });

  it('does not ask again what was answered, or what failed otherwise', async () => {
    breaks = 0;
    expect((await authorize()).status).toBe(200);
    expect(requests).toBe(1);
    let attempts = 0;
    await expect(
      askAgain(async () => {
        attempts += 1;
        throw new Error('No such user');
      }),
    ).rejects.toThrow('No such user');
    expect(attempts).toBe(1);
  });
});
