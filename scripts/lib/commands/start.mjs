import http from 'node:http';
import https from 'node:https';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { addressesIn, refuseTakenPorts } from '../addresses.mjs';
import { ROOT } from '../paths.mjs';
import { say } from '../say.mjs';
import { exitCodeOf, run } from '../supervise.mjs';

/** After this many milliseconds it is worth a word that the portal has not answered yet. */
const LONG = 120_000;

/**
 * Runs the portal until it is stopped.
 *
 * @param {string[]} args - for `backstage-cli repo start`
 * @param {NodeJS.ProcessEnv} env
 */
export async function start(args, env) {
  const addresses = (await refuseTakenPorts(args)) ?? addressesIn({});
  say(
    'Starting the portal, about half a minute. Ctrl-C stops it. A change to its code restarts it.',
  );
  const cli = join(
    ROOT,
    'node_modules',
    '@backstage',
    'cli',
    'bin',
    'backstage-cli',
  );
  const portal = run(process.execPath, [cli, 'repo', 'start', ...args], {
    env,
  });
  const ended = new AbortController();
  const announced = announce(addresses, ended.signal);
  const outcome = await portal.ended;
  ended.abort();
  await announced;

  const code = exitCodeOf(outcome);
  say(`The portal has ended by itself, with exit code ${code}.`);
  return code;
}

/**
 * Says it when the whole portal answers.
 *
 * @param {ReturnType<typeof addressesIn>} addresses
 * @param {AbortSignal} ended - nothing is said any more
 */
async function announce({ frontend, backend }, ended) {
  const hint = setTimeout(
    () =>
      say('The portal does not answer yet; the messages above may tell why.'),
    LONG,
  );
  ended.addEventListener('abort', () => clearTimeout(hint));
  const health = new URL('/.backstage/health/v1/readiness', backend.url);
  // The frontend is compiled last on most machines: fewer questions to the backend, which logs each.
  for (const url of [new URL(frontend.url), health]) {
    while (!ended.aborted && !(await answers(url, ended))) {
      await sleep(500, undefined, { signal: ended }).catch(() => {});
    }
  }
  clearTimeout(hint);
  if (!ended.aborted) {
    console.log(`Proofline is running: ${frontend.url}`);
  }
}

/**
 * Whether a server answers with success.
 *
 * @param {URL} url
 * @param {AbortSignal} signal
 * @returns {Promise<boolean>}
 */
function answers(url, signal) {
  const { get } = url.protocol === 'https:' ? https : http;
  return new Promise(resolve => {
    // A certificate made for development is as good as any here.
    get(url, { signal, rejectUnauthorized: false }, response => {
      response.resume();
      resolve(response.statusCode === 200);
    }).on('error', () => resolve(false));
  });
}
