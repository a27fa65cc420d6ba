// @ts-check
import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';

/*
 * Reserves LLM tokens in many loops at once, each with one request after the other, until it is told to end. It runs in a thread of its
 * own, so that its times are not those of a test that is busy with something else.
 *
 * Data: `{ url, token, tenant, loops }`. Messages: `started` when each loop was granted something, `refused` when each was refused after
 * that; and, once it was sent `end`, `{ granted, refused, others, lastGrant }`, where `lastGrant` is when the last answer that granted
 * something was received, in ms since 1970, and `others` are answers that nobody expects.
 */

const { loops, tenant, token, url } = workerData;
const agent = new Agent({ keepAlive: true, maxSockets: loops });
const tell = (/** @type {unknown} */ message) =>
  parentPort?.postMessage(message);

let isEnded = false;
let granted = 0;
let refused = 0;
let lastGrant = 0;
/** @type {Set<string>} */
const others = new Set();
const grantedLoops = new Set();
const refusedLoops = new Set();

parentPort?.once('message', () => {
  isEnded = true;
});

/** @returns {Promise<{ status?: number, text: string }>} */
function reserve() {
  return new Promise((resolve, reject) => {
    const asked = request(
      url,
      {
        agent,
        method: 'POST',
        headers: {
          Authorization: `Bearer ${token}`,
          'Content-Type': 'application/json',
        },
      },
      answer => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', part => {
          text += part;
        });
        answer.on('end', () => resolve({ status: answer.statusCode, text }));
      },
    );
    asked.on('error', reject);
    asked.end(JSON.stringify({ tenant, tokens: 1, requestId: randomUUID() }));
  });
}

/** @param {number} loop */
async function run(loop) {
  while (!isEnded) {
    const { status, text } = await reserve();
    if (status === 201) {
      granted += 1;
      lastGrant = Date.now();
      if (grantedLoops.size < loops && grantedLoops.add(loop).size === loops) {
        tell('started');
      }
    } else if (status === 403) {
      refused += 1;
      if (refusedLoops.size < loops && refusedLoops.add(loop).size === loops) {
        tell('refused');
      }
    } else {
      others.add(`${status} ${text}`);
    }
  }
}

await Promise.all(
  Array.from({ length: loops }, (_, loop) =>
    run(loop).catch(error => others.add(String(error))),
  ),
);
agent.destroy();
tell({ granted, refused, others: [...others], lastGrant });
