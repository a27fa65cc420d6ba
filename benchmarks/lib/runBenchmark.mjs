import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/**
 * Runs a benchmark that is TypeScript of a backend package, and ends with its exit code.
 *
 * @param {string} plugin - folder of the package: `cost-governance-backend`
 * @param {string} file - path of the benchmark in the package
 * @param {Record<string, string | undefined>} settings - what it finds in its environment
 */
export async function runBenchmark(plugin, file, settings) {
  const child = spawn(
    process.execPath,
    [
      '--require',
      createRequire(join(root, 'package.json')).resolve(
        '@backstage/cli-node/config/nodeTransform.cjs',
      ),
      '--no-experimental-strip-types',
      file,
    ],
    {
      cwd: join(root, 'plugins', plugin),
      stdio: 'inherit',
      env: { ...process.env, ...settings },
    },
  );
  const [code] = await once(child, 'exit');
  process.exitCode = code ?? 1;
}
