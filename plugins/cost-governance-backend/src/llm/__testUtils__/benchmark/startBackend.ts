import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { devNull } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../../../buckets/__testUtils__/RedisServer';

/** A token of a service that the backend knows. */
export const TOKEN = 'a-token-of-the-benchmark';

/** A backend in a process of its own. */
export interface StartedBackend {
  url: string;
  pid: number;
  stop(): Promise<void>;
}

/**
 * Starts the backend; resolves when it answers.
 *
 * @param settings - of `backend.database` and `costGovernance.llm`
 */
export async function startBackend(settings: {
  database: object;
  llm: object;
}): Promise<StartedBackend> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const config = {
    backend_baseUrl: url,
    backend_listen: JSON.stringify({ port, host: '127.0.0.1' }),
    backend_database: JSON.stringify(settings.database),
    backend_auth_externalAccess: JSON.stringify([
      { type: 'static', options: { token: TOKEN, subject: 'benchmark' } },
    ]),
    costGovernance_llm: JSON.stringify(settings.llm),
  };
  const child = spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli-node/config/nodeTransform.cjs'),
      '--no-experimental-strip-types',
      require.resolve('./backend.ts'),
      // An empty file: everything comes from the environment.
      ...['--config', devNull],
    ],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        NODE_ENV: 'production',
        LOG_LEVEL: 'error',
        ...Object.fromEntries(
          Object.entries(config).map(([key, value]) => [
            `APP_CONFIG_${key}`,
            value,
          ]),
        ),
      },
    },
  );
  const ended = once(child, 'exit');
  for (;;) {
    const answer = await fetch(`${url}/api/cost-governance/llm/kill-switch`, {
      headers: { authorization: `Bearer ${TOKEN}` },
    }).catch(() => undefined);
    if (answer?.ok) {
      break;
    }
    if (child.exitCode !== null) {
      throw new Error(`The backend ended with ${child.exitCode}`);
    }
    await wait(100);
  }
  return {
    url,
    pid: child.pid!,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
