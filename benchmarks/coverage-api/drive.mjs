/*
 * Makes requests with autocannon, as the JSON on its standard input says, and prints what came of it as JSON. Percentiles are of the
 * times of all answers, in ms, by nearest rank.
 */
import autocannon from 'autocannon';
import { text } from 'node:stream/consumers';

const options = JSON.parse(await text(process.stdin));
// The first requests warm up what compiles and caches.
const warmUp = await autocannon({ ...options, duration: 2 });

/** @type {number[]} */
const times = [];
const run = autocannon(options);
run.on('response', (client, statusCode, bytes, responseTime) =>
  times.push(responseTime),
);
const { errors, non2xx, requests } = await run;
times.sort((a, b) => a - b);
const percentile = percent =>
  times[Math.max(Math.ceil((percent * times.length) / 100), 1) - 1];
process.stdout.write(
  JSON.stringify({
    p50: percentile(50),
    p95: percentile(95),
    p99: percentile(99),
    errors,
    non2xx,
    // With those of the warming up: what the backend has computed is divided by them.
    requests: warmUp.requests.total + requests.total,
    requestsPerSecond: requests.average,
  }),
);
