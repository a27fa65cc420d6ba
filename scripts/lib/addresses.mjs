import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ExplainedError } from './errors.mjs';
import { isSuitableNode } from './nodeVersion.mjs';
import { ROOT } from './paths.mjs';
import { isPortFree } from './ports.mjs';

/**
 * Where one half of the portal is found.
 *
 * @typedef {{ name: string, url: string, port: number, key: string }} Address
 */

/** As in app-config.yaml; known before anything is installed that could read it. */
const DEFAULTS = {
  app: { baseUrl: 'http://localhost:3000' },
  backend: { baseUrl: 'http://localhost:7007', listen: ':7007' },
};

/**
 * The addresses that a configuration gives to the portal.
 *
 * @param {{ app?: any, backend?: any }} config
 * @returns {{ frontend: Address, backend: Address }}
 */
export function addressesIn(config) {
  const app = { ...DEFAULTS.app, ...config.app };
  const backend = { ...DEFAULTS.backend, ...config.backend };
  const url = new URL(app.baseUrl);
  const frontendPort = Number(
    app.listen?.port ?? (url.port || (url.protocol === 'https:' ? 443 : 80)),
  );
  const backendPort = Number(
    backend.listen?.port ?? /\d+$/.exec(String(backend.listen))?.[0] ?? 7007,
  );
  return {
    frontend: {
      name: 'frontend',
      url: app.baseUrl,
      port: frontendPort,
      key: 'app.baseUrl',
    },
    backend: {
      name: 'backend',
      url: backend.baseUrl,
      port: backendPort,
      key: 'backend.baseUrl and backend.listen',
    },
  };
}

/**
 * The addresses that the portal will have, by all configuration that applies.
 *
 * @param {string[]} args - of the command; may hold `--config` files
 * @returns {Promise<ReturnType<typeof addressesIn> | undefined>} undefined if
 *   the configuration changes them and cannot be read before the install
 */
export async function portalAddresses(args) {
  const reader = isSuitableNode(process.versions.node)
    ? await import('@backstage/config-loader').catch(() => undefined)
    : undefined;
  if (reader) {
    const config = await reader.ConfigSources.toConfig(
      reader.ConfigSources.default({ rootDir: ROOT, argv: args }),
    ).catch(error => {
      throw new ExplainedError(
        `The configuration of the portal cannot be read: ${error.message}`,
      );
    });
    config.close();
    return addressesIn(config.get());
  }
  const mayBeOverridden =
    args.some(arg => arg.startsWith('--config')) ||
    existsSync(join(ROOT, 'app-config.local.yaml')) ||
    Object.keys(process.env).some(name => name.startsWith('APP_CONFIG_'));
  return mayBeOverridden ? undefined : addressesIn({});
}

/**
 * Refuses to start a portal where another program listens already.
 *
 * @param {string[]} args - of the command
 * @throws an {@link ExplainedError} that names the port
 */
export async function refuseTakenPorts(args) {
  const addresses = await portalAddresses(args);
  for (const { name, port, key } of Object.values(addresses ?? {})) {
    if (!(await isPortFree(port))) {
      throw new ExplainedError(
        `Port ${port}, for the portal's ${name}, is taken by another program, perhaps by a portal that runs already. Stop that, or set another port in app-config.local.yaml (${key}).`,
      );
    }
  }
  return addresses;
}
