import { createServer } from 'node:net';

/** All addresses under which a program may already listen: on some systems, taking one does not take the others. */
const HOSTS = ['::', '0.0.0.0', '::1', '127.0.0.1'];

/**
 * Whether no program listens on a TCP port of this machine.
 *
 * @param {number} port
 */
export async function isPortFree(port) {
  for (const host of HOSTS) {
    if (!(await canListen(port, host))) {
      return false;
    }
  }
  return true;
}

/** A TCP port on 127.0.0.1 on which no program listens. */
export async function findFreePort() {
  const server = createServer();
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(undefined));
  });
  const { port } = /** @type {import('node:net').AddressInfo} */ (
    server.address()
  );
  await new Promise(resolve => server.close(resolve));
  return port;
}

/**
 * @param {number} port
 * @param {string} host
 * @returns {Promise<boolean>}
 */
function canListen(port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', error => {
      const { code } = /** @type {NodeJS.ErrnoException} */ (error);
      if (code === 'EADDRINUSE') {
        resolve(false);
      } else if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') {
        resolve(true); // a machine without IPv6, or without IPv4
      } else {
        reject(error);
      }
    });
    server.listen({ port, host, ipv6Only: host === '::' }, () =>
      server.close(() => resolve(true)),
    );
  });
}
