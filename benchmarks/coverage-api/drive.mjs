/*
 * Makes requests with autocannon, as the JSON on its standard input says, and prints what came of it as JSON. Percentiles are of the
 * times of all answers, in ms, by nearest rank.
 *
 * autocannon keeps a rate by sending what is due in a second at once, and then pausing until the second is over. So that requests come
 * one after the other, as those of many people do, there is one instance for each request of a second, each begun a little later than
 * the one before.
 */
import autocannon from 'autocannon';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';

const { rate, requests, ...options } = JSON.parse(await text(process.stdin));

/** @param {number} duration - in seconds */
async function load(duration) {
  /** @type {number[]} */
  const times = [];
  const runs = [];
  for (let index = 0; index < rate; index += 1) {
    const begin = Math.floor((index * requests.length) / rate);
    const run = autocannon({
      ...options,
      duration,
      connections: 1,
      overallRate: 1,
      requests: [...requests.slice(begin), ...requests.slice(0, begin)],
    });
    run.on('response', (client, statusCode, bytes, responseTime) =>
      times.push(responseTime),
    );
    runs.push(run);
    await wait(1_000 / rate);
  }
  const results = await Promise.all(runs);
  const sum = count =>
    results.reduce((total, result) => total + count(result), 0);
  return {
    times: times.sort((a, b) => a - b),
    errors: sum(result => result.errors),
    non2xx: sum(result => result.non2xx),
  };
}

// The first requests warm up what compiles and caches.
const warmUp = await load(3);
const { errors, non2xx, times } = await load(options.duration);
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
    requests: warmUp.times.length + times.length,
    requestsPerSecond: times.length / options.duration,
  }),
);
