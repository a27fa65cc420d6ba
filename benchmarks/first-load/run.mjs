/*
 * Builds the portal's frontend with and without the plugin, and prints what the plugin adds to what a browser loads before the first
 * page shows: the scripts and style sheets that index.html names, compressed by gzip.
 *
 *   node scripts/proofline.mjs exec -- node benchmarks/first-load/run.mjs
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const app = join(
  dirname(fileURLToPath(import.meta.url)),
  ...['..', '..', 'packages', 'app'],
);
const PLUGIN = '@proofline/backstage-plugin-spec-coverage';

/** What is loaded at first, and all that there is to load, in kB of gzip. */
async function measure(packages) {
  const dist = join(app, 'dist');
  await rm(dist, { recursive: true, force: true });
  const build = spawn('yarn', ['backstage-cli', 'package', 'build'], {
    cwd: app,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, APP_CONFIG_app_packages: JSON.stringify(packages) },
  });
  const [code] = await once(build, 'exit');
  if (code !== 0) {
    throw new Error(`The build of packages/app ended with exit code ${code}`);
  }
  const page = await readFile(join(dist, 'index.html'), 'utf8');
  const first = [...page.matchAll(/(?:src|href)="\/?([^"]+\.(?:js|css))"/g)];
  const files = await readdir(join(dist, 'static'));
  const all = files.filter(file => /\.(?:js|css)$/.test(file));
  return {
    first: await sizeOf(first.map(([, path]) => join(dist, path))),
    all: await sizeOf(all.map(file => join(dist, 'static', file))),
  };
}

async function sizeOf(paths) {
  const sizes = await Promise.all(
    paths.map(async path => gzipSync(await readFile(path)).length),
  );
  return sizes.reduce((sum, size) => sum + size, 0) / 1000;
}

const without = await measure({ exclude: [PLUGIN] });
const withPlugin = await measure('all');
const row = (name, { first, all }) =>
  `| ${name} | ${first.toFixed(1)} kB | ${all.toFixed(1)} kB |\n`;
process.stdout.write(
  [
    '| gzip | first load | all files |\n| --- | ---: | ---: |\n',
    row('without the plugin', without),
    row('with it', withPlugin),
    row('difference', {
      first: withPlugin.first - without.first,
      all: withPlugin.all - without.all,
    }),
  ].join(''),
);
