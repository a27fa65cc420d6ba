/*
 * Measures a burst of edits: started by `benchmarks/burst/run.mjs`, which says how. This process plays the vendors and sends the
 * deliveries; the backend is another process, and PostgreSQL a third.
 */
import { percentile } from '@proofline/backstage-plugin-spec-coverage-common';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { until } from '../until';
import { BurstBackend } from './BurstBackend';
import { BurstDatabase } from './BurstDatabase';
import { type BurstDelivery, BurstVendors } from './BurstVendors';
import { documentOf, sourceOf, VENDOR_NAMES } from './documents';

/** How many deliveries are on their way at once when they are sent as fast as they can. */
const CONNECTIONS = 32;

/** How long a phase may take, in ms, before the benchmark gives up. */
const PATIENCE_MS = 15 * 60_000;

const edits = Number(process.env.BURST_EDITS);
const rate = Number(process.env.BURST_RATE);
const latencyMs = Number(process.env.BURST_LATENCY_MS);
const documents = Math.max(Math.floor(edits / VENDOR_NAMES.length), 1);
const agent = new Agent({ connections: CONNECTIONS });

interface Phase {
  name: string;
  edits: number;
  /** From the first delivery until the last spec is checked and its proof job is there, in seconds. */
  seconds: number;
  deliveriesPerSecond: number;
  ackP50Ms: number;
  ackP99Ms: number;
  /** Of the backend process, afterwards. */
  residentMiB: number;
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'proofline-benchmark-'));
  const database = process.env.BURST_POSTGRES
    ? BurstDatabase.postgres(process.env.BURST_POSTGRES)
    : BurstDatabase.sqlite(folder);
  const vendors = await BurstVendors.start(documents);
  const backend = await BurstBackend.create({
    database: database.config,
    documents,
    sources: vendors.sources,
    rootConfig: vendors.rootConfig,
    config: { lease: '15s' },
    prover: 'waits',
    nodeOptions: process.env.BURST_PROFILE
      ? ['--cpu-prof', '--cpu-prof-dir', process.cwd()]
      : [],
  });
  try {
    say(
      `${edits} edits of ${documents * VENDOR_NAMES.length} documents, ${
        process.env.BURST_POSTGRES ? 'PostgreSQL' : 'SQLite'
      }`,
    );
    await backend.start();
    await untilJobs(database, documents * VENDOR_NAMES.length);
    say('all documents were read once; the burst begins');
    vendors.setTrouble(troubled());

    const few = Math.max(Math.floor(documents / 10), 1);
    const phases = [
      await burst('a tenth', { backend, database, vendors, version: 1, few }),
      await burst('all', { backend, database, vendors, version: 2 }),
      await burst(`one document`, {
        backend,
        database,
        vendors,
        version: 3,
        few: 0,
      }),
      await paced(backend, database, vendors),
    ];
    const versions = new Map<string, number>();
    for (const [vendor, index] of vendors.all()) {
      versions.set(
        `${sourceOf(vendor)}:${documentOf(vendor, index)}`,
        versionAt(index),
      );
    }
    const result = await database.inspect(versions);
    report(phases);
    const [small, large] = phases.map(phase => phase.seconds / phase.edits);
    say(
      `cost of an edit at ${phases[1].edits}, relative to ${
        phases[0].edits
      }: ${(large / small).toFixed(2)}`,
    );
    say(`lost: ${result.wrong.length}, doubled: ${result.doubled}`);
    process.exitCode = result.wrong.length + result.doubled > 0 ? 1 : 0;
  } finally {
    await backend.stop();
    await vendors.stop();
    await database.close();
    await agent.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The version that a document has in the end: the first of each vendor is edited once more for itself, some when paced. */
function versionAt(index: number): number {
  if (index < pacedDocuments()) {
    return 4;
  }
  return 2;
}

function pacedDocuments(): number {
  return Math.min(documents, Math.ceil((rate * 5) / VENDOR_NAMES.length));
}

/** One answer in twenty is an error, a broken connection or a limit. */
function troubled() {
  let requests = 0;
  return {
    latencyMs,
    interfere: () => {
      requests += 1;
      return requests % 20 === 0
        ? ([{ status: 500 }, 'reset', { status: 503 }] as const)[
            (requests / 20) % 3
          ]
        : undefined;
    },
  };
}

/** Edits documents, sends all deliveries as fast as they are taken, and waits for the last proof job. */
async function burst(
  name: string,
  options: {
    backend: BurstBackend;
    database: BurstDatabase;
    vendors: BurstVendors;
    version: number;
    /** Only so many documents of each vendor; with 0, one document again and again. */
    few?: number;
  },
): Promise<Phase> {
  const { backend, database, few, vendors, version } = options;
  await untilNothingWaits(database);
  const before = await database.proofJobs();
  const isOne = few === 0;
  const deliveries: BurstDelivery[] = [];
  for (const [vendor, index] of vendors.all()) {
    if (isOne) {
      vendors.edit(vendor, 0, version);
      deliveries.push(vendors.deliveryOf(vendor, 0));
    } else if (few === undefined || index < few) {
      vendors.edit(vendor, index, version);
      deliveries.push(vendors.deliveryOf(vendor, index));
    }
  }
  const expected = isOne ? VENDOR_NAMES.length : deliveries.length;
  const begin = performance.now();
  const acks: number[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (next < deliveries.length) {
        const delivery = deliveries[next];
        next += 1;
        acks.push(await send(backend, delivery));
      }
    }),
  );
  const sent = performance.now();
  await untilJobs(database, before + expected);
  return {
    name,
    edits: deliveries.length,
    seconds: (performance.now() - begin) / 1000,
    deliveriesPerSecond: deliveries.length / ((sent - begin) / 1000),
    ...acknowledgement(acks),
    residentMiB: residentMiB(backend.pid),
  };
}

/** Sends deliveries at a fixed rate for five seconds, whatever the answers take. */
async function paced(
  backend: BurstBackend,
  database: BurstDatabase,
  vendors: BurstVendors,
): Promise<Phase> {
  await untilNothingWaits(database);
  const before = await database.proofJobs();
  const count = pacedDocuments();
  const deliveries: BurstDelivery[] = [];
  for (const [vendor, index] of vendors.all()) {
    if (index < count) {
      vendors.edit(vendor, index, 4);
      deliveries.push(vendors.deliveryOf(vendor, index));
    }
  }
  const begin = performance.now();
  const sending: Promise<number>[] = [];
  for (const [place, delivery] of deliveries.entries()) {
    const due = begin + (place * 1000) / rate;
    const left = due - performance.now();
    if (left > 1) {
      await wait(left);
    }
    sending.push(send(backend, delivery));
  }
  const acks = await Promise.all(sending);
  const sent = performance.now();
  await untilJobs(database, before + deliveries.length);
  return {
    name: `${rate} a second`,
    edits: deliveries.length,
    seconds: (performance.now() - begin) / 1000,
    deliveriesPerSecond: deliveries.length / ((sent - begin) / 1000),
    ...acknowledgement(acks),
    residentMiB: residentMiB(backend.pid),
  };
}

/** Sends a delivery, and gives the time until it was acknowledged, in ms. */
async function send(
  backend: BurstBackend,
  { request: delivery, source }: BurstDelivery,
): Promise<number> {
  const begin = performance.now();
  const answer = await request(
    `${backend.url}/api/spec-coverage/webhooks/${source}`,
    {
      method: 'POST',
      headers: delivery.headers,
      body: Buffer.from(delivery.rawBody),
      dispatcher: agent,
    },
  );
  await answer.body.dump();
  if (answer.statusCode !== 202) {
    throw new Error(`A delivery was answered with ${answer.statusCode}`);
  }
  return performance.now() - begin;
}

async function untilJobs(
  database: BurstDatabase,
  count: number,
): Promise<void> {
  await until(
    () => database.proofJobs().catch(() => 0),
    jobs => jobs >= count,
    PATIENCE_MS,
  );
}

/** What is left of the phase before, such as lists of what changed anyway, is no part of the next one. */
async function untilNothingWaits(database: BurstDatabase): Promise<void> {
  await until(
    () => database.checks(),
    checks => checks === 0,
    PATIENCE_MS,
  );
}

function acknowledgement(acks: number[]): Pick<Phase, 'ackP50Ms' | 'ackP99Ms'> {
  return {
    ackP50Ms: percentile(acks, 50) ?? NaN,
    ackP99Ms: percentile(acks, 99) ?? NaN,
  };
}

function residentMiB(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
  } catch {
    return NaN;
  }
}

function report(phases: Phase[]): void {
  say('');
  say(
    '| burst | edits | until the last proof job | deliveries/s | ack p50 | ack p99 | resident |',
  );
  say('| --- | ---: | ---: | ---: | ---: | ---: | ---: |');
  for (const phase of phases) {
    say(
      `| ${phase.name} | ${phase.edits} | ${phase.seconds.toFixed(
        1,
      )} s | ${phase.deliveriesPerSecond.toFixed(0)} | ${phase.ackP50Ms.toFixed(
        1,
      )} ms | ${phase.ackP99Ms.toFixed(1)} ms | ${phase.residentMiB.toFixed(
        0,
      )} MiB |`,
    );
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
