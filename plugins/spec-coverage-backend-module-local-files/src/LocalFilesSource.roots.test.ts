import { mockServices } from '@backstage/backend-test-utils';
import { EventEmitter, once } from 'node:events';
import {
  appendFile,
  mkdir,
  mkdtemp,
  readFile,
  realpath,
  rename,
  rm,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalFilesSource } from './LocalFilesSource';

const never = new AbortController().signal;

jest.setTimeout(30_000);

let folder: string;
let root: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'local-files-')));
  root = join(folder, 'specs');
  await mkdir(root);
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function list(source: LocalFilesSource): Promise<string[]> {
  const refs: string[] = [];
  for await (const ref of source.listChanged({ known: [], signal: never })
    .specRefs) {
    refs.push(ref);
  }
  return refs.sort();
}

async function textOf(
  source: LocalFilesSource,
  document: string,
): Promise<string> {
  const result = await source.fetch(document, never);
  return result.type === 'found'
    ? Buffer.from(result.document.content).toString()
    : result.type;
}

/** Watches, and runs a test once every file that is there was named. */
async function whileWatching(
  source: LocalFilesSource,
  run: (hinted: (specRef: string) => Promise<unknown>) => Promise<void>,
): Promise<void> {
  const stop = new AbortController();
  const hints = new EventEmitter();
  const all = await list(source);
  const named = Promise.all(all.map(ref => once(hints, ref)));
  const watching = source.watch(async ({ specRefs }) => {
    specRefs.forEach(ref => hints.emit(ref));
  }, stop.signal);
  try {
    await named;
    await run(specRef => once(hints, specRef));
  } finally {
    stop.abort();
    await watching;
  }
}

it('gives nothing from outside while folders become links and folders again', async () => {
  await mkdir(join(root, 'a'));
  await writeFile(join(root, 'a/spec.md'), 'spec');
  await mkdir(join(folder, 'outside'));
  await writeFile(join(folder, 'outside/spec.md'), 'secret');
  await symlink(join(folder, 'outside'), join(root, 'link'));
  const source = await LocalFilesSource.create([{ name: 'specs', path: root }]);

  let swapping = true;
  const swaps = (async () => {
    while (swapping) {
      await rename(join(root, 'a'), join(root, 'b'));
      await rename(join(root, 'link'), join(root, 'a'));
      await rename(join(root, 'a'), join(root, 'link'));
      await rename(join(root, 'b'), join(root, 'a'));
    }
  })();
  const seen = new Set<string>();
  for (let reads = 0; reads < 2000; reads += 1) {
    seen.add(await textOf(source, 'specs/a/spec.md'));
  }
  swapping = false;
  await swaps;
  expect([...seen]).not.toContain('secret');
  expect(await textOf(source, 'specs/a/spec.md')).toBe('spec');
});

it('reads and watches a folder as Kubernetes mounts it', async () => {
  // Each file is a link through the link `..data` to a folder of a version.
  for (const version of ['..v1', '..v2']) {
    await mkdir(join(root, version));
    await writeFile(join(root, version, 'ledger.md'), version);
  }
  await symlink('..v1', join(root, '..data'));
  await symlink('..data/ledger.md', join(root, 'ledger.md'));
  const source = await LocalFilesSource.create([{ name: 'specs', path: root }]);

  expect(await list(source)).toEqual(['files:specs/ledger.md']);
  expect(await textOf(source, 'specs/ledger.md')).toBe('..v1');
  await whileWatching(source, async hinted => {
    const hint = hinted('files:specs/ledger.md');
    await symlink('..v2', join(root, '..data_tmp'));
    await rename(join(root, '..data_tmp'), join(root, '..data'));
    await hint;
  });
  expect(await textOf(source, 'specs/ledger.md')).toBe('..v2');
});

it('follows a root that is put elsewhere', async () => {
  for (const version of ['v1', 'v2']) {
    await mkdir(join(folder, version));
    await writeFile(join(folder, version, 'ledger.md'), version);
  }
  const path = join(folder, 'current');
  await symlink('v1', path);
  const source = await LocalFilesSource.create([{ name: 'specs', path }]);
  expect(await textOf(source, 'specs/ledger.md')).toBe('v1');

  await symlink('v2', join(folder, 'next'));
  await rename(join(folder, 'next'), path);
  expect(await textOf(source, 'specs/ledger.md')).toBe('v2');
  expect(await list(source)).toEqual(['files:specs/ledger.md']);
});

it('names a file of a root within a root in both', async () => {
  await mkdir(join(root, 'inner'));
  await writeFile(join(root, 'inner/ledger.md'), 'a');
  const source = await LocalFilesSource.create([
    { name: 'outer', path: root },
    { name: 'inner', path: join(root, 'inner') },
  ]);
  const refs = ['files:inner/ledger.md', 'files:outer/inner/ledger.md'];
  expect(await list(source)).toEqual(refs);
  await whileWatching(source, async hinted => {
    const hints = Promise.all(refs.map(hinted));
    await writeFile(join(root, 'inner/ledger.md'), 'b');
    await hints;
  });
});

it('tells of a file again when it was written in several steps', async () => {
  const path = join(root, 'ledger.md');
  await writeFile(path, 'first');
  const source = await LocalFilesSource.create([{ name: 'specs', path: root }]);
  const stop = new AbortController();
  const seen: string[] = [];
  let sawAll: () => void = () => undefined;
  const all = new Promise<void>(resolve => {
    sawAll = resolve;
  });
  let sawFirst: () => void = () => undefined;
  const first = new Promise<void>(resolve => {
    sawFirst = resolve;
  });
  const watching = source.watch(async () => {
    seen.push(await readFile(path, 'utf8'));
    sawFirst();
    if (seen.at(-1)?.endsWith('end')) {
      sawAll();
    }
  }, stop.signal);
  await first;
  // As an editor does that empties a file before it writes it, and as a slow copy does.
  await truncate(path);
  for (let line = 0; line < 200; line += 1) {
    await appendFile(path, `${line}\n`);
  }
  await appendFile(path, 'end');
  await all;
  stop.abort();
  await watching;
  expect(seen.at(-1)).toMatch(/^0\n1\n[^]*199\nend$/);
});

it('tells of many changes in few batches', async () => {
  const names = Array.from({ length: 300 }, (_, index) => `spec-${index}.md`);
  const source = await LocalFilesSource.create([{ name: 'specs', path: root }]);
  const stop = new AbortController();
  const missing = new Set(names.map(name => `files:specs/${name}`));
  let batches = 0;
  let done: () => void = () => undefined;
  const all = new Promise<void>(resolve => {
    done = resolve;
  });
  const watching = source.watch(async ({ specRefs }) => {
    batches += 1;
    specRefs.forEach(ref => missing.delete(ref));
    if (missing.size === 0) {
      done();
    }
  }, stop.signal);
  await Promise.all(names.map(name => writeFile(join(root, name), name)));
  await all;
  stop.abort();
  await watching;
  expect(batches).toBeLessThan(names.length / 3);
});

it('leaves out what no reference can name, and says so', async () => {
  const deep = Array.from({ length: 3 }, () => 'x'.repeat(140)).join('/');
  await mkdir(join(root, deep), { recursive: true });
  for (const name of ['a,b.md', 'a#b.md', 'a\\b.md', `${deep}/c.md`, 'd.md']) {
    await writeFile(join(root, name), 'x');
  }
  const logger = mockServices.logger.mock();
  const source = await LocalFilesSource.create(
    [{ name: 'specs', path: root }],
    { logger },
  );
  expect(await list(source)).toEqual(['files:specs/d.md']);
  const warnings = logger.warn.mock.calls.map(([message]) => message);
  for (const name of ['a,b.md', 'a#b.md', 'a\\b.md', `${deep}/c.md`]) {
    expect(warnings).toContainEqual(
      expect.stringContaining(`${join(root, name)} is left out`),
    );
  }
  expect(warnings).toHaveLength(4);
});

it('stops at once when it is told to while it begins', async () => {
  const source = await LocalFilesSource.create([{ name: 'specs', path: root }]);
  const stop = new AbortController();
  const watching = source.watch(async () => undefined, stop.signal);
  stop.abort();
  expect(await watching).toBeUndefined();
});
