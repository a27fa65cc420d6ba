import { execFileSync } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import {
  mkdir,
  mkdtemp,
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

describe('LocalFilesSource', () => {
  let folder: string;
  let root: string;
  let source: LocalFilesSource;

  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'local-files-')));
    root = join(folder, 'specs');
    await mkdir(join(root, 'deep/er'), { recursive: true });
    await writeFile(join(root, 'ledger.md'), '# Ledger\n');
    await writeFile(join(root, 'deep/er/fees.markdown'), '# Fees\n');
    await writeFile(join(folder, 'secret.md'), '# Secret\n');
    source = await LocalFilesSource.create([{ name: 'specs', path: root }]);
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function list(): Promise<string[]> {
    const refs: string[] = [];
    for await (const ref of source.listChanged({ known: [], signal: never })
      .specRefs) {
      refs.push(ref);
    }
    return refs.sort();
  }

  it('reads a file and makes it canonical', async () => {
    const found = await source.fetch('specs/ledger.md', never);
    expect(found).toMatchObject({ type: 'found' });
    expect(
      found.type === 'found' && source.canonicalize(found.document).title,
    ).toBe('Ledger');
  });

  it('lists specs and nothing else', async () => {
    await mkdir(join(root, 'node_modules'));
    await mkdir(join(root, '.git'));
    for (const name of [
      'node_modules/a.md',
      '.git/a.md',
      '.hidden.md',
      'notes.txt',
      'a,b.md',
      'a#b.md',
    ]) {
      await writeFile(join(root, name), 'x');
    }
    expect(source.listChanged({ known: [], signal: never }).complete).toBe(
      true,
    );
    expect(await list()).toEqual([
      'files:specs/deep/er/fees.markdown',
      'files:specs/ledger.md',
    ]);
  });

  it.each([
    'specs/../secret.md',
    'specs/deep/../../secret.md',
    '../secret.md',
    '/etc/passwd',
    'specs//etc/passwd.md',
    'specs/./ledger.md',
    'specs/..\\secret.md',
    'specs/ledger.md\0.md',
    'specs/%2e%2e/secret.md',
    'other/ledger.md',
    'specs',
    'specs/',
    '',
    'specs/.hidden.md',
    'specs/nothing.md',
    `specs/${'x'.repeat(300)}.md`,
    'specs/ledger.md/inside.md',
  ])('finds nothing at %j', async document => {
    expect(await source.fetch(document, never)).toEqual({
      type: 'missing',
      reason: expect.any(String),
    });
  });

  it('refuses links that lead out of the folder, and follows those that do not', async () => {
    await symlink(join(folder, 'secret.md'), join(root, 'out.md'));
    await symlink(folder, join(root, 'up'));
    await symlink('loop.md', join(root, 'loop.md'));
    await symlink('ledger.md', join(root, 'alias.md'));
    for (const document of ['specs/out.md', 'specs/up/secret.md']) {
      expect(await source.fetch(document, never)).toEqual({
        type: 'refused',
        reason: expect.stringContaining('leads out of the folder'),
      });
    }
    expect(await source.fetch('specs/loop.md', never)).toMatchObject({
      type: 'refused',
    });
    expect(await source.fetch('specs/alias.md', never)).toMatchObject({
      type: 'found',
    });
  });

  it('does not wait for pipes, or read folders and huge files', async () => {
    execFileSync('mkfifo', [join(root, 'pipe.md')]);
    await mkdir(join(root, 'folder.md'));
    await writeFile(join(root, 'huge.md'), '');
    await truncate(join(root, 'huge.md'), 9 * 1024 * 1024);
    for (const [document, reason] of [
      ['specs/pipe.md', 'not a file'],
      ['specs/folder.md', 'not a file'],
      ['specs/huge.md', 'bytes large'],
    ]) {
      expect(await source.fetch(document, never)).toEqual({
        type: 'refused',
        reason: expect.stringContaining(reason),
      });
    }
  });

  it('tells of files that are there, changed, put in place, and removed', async () => {
    const stop = new AbortController();
    // Each hint is an event of its name.
    const hints = new EventEmitter();
    const hinted = (ref: string) => once(hints, ref);
    const told = hinted('files:specs/deep/er/fees.markdown');
    const watching = source.watch(async ({ specRefs }) => {
      specRefs.forEach(ref => hints.emit(ref));
    }, stop.signal);
    await told;

    const edits: Array<[specRef: string, edit: () => Promise<void>]> = [
      [
        'files:specs/ledger.md',
        () => writeFile(join(root, 'ledger.md'), '# Ledger, changed\n'),
      ],
      [
        'files:specs/new/spec.md',
        async () => {
          await mkdir(join(root, 'new'));
          await writeFile(join(root, 'new/spec.md'), '# New\n');
        },
      ],
      [
        // As editors save: write beside, then rename over.
        'files:specs/deep/er/fees.markdown',
        async () => {
          await writeFile(join(root, 'fees.tmp'), '# Fees, again\n');
          await rename(
            join(root, 'fees.tmp'),
            join(root, 'deep/er/fees.markdown'),
          );
        },
      ],
      ['files:specs/ledger.md', () => rm(join(root, 'ledger.md'))],
    ];
    for (const [specRef, edit] of edits) {
      const hint = hinted(specRef);
      await edit();
      expect(await hint).toEqual([]);
    }

    stop.abort();
    await watching;
  });

  it('fails when its folder goes away, instead of finding it empty', async () => {
    const stop = new AbortController();
    let ready: () => void = () => undefined;
    const started = new Promise<void>(resolve => {
      ready = resolve;
    });
    const watching = source.watch(async () => ready(), stop.signal);
    await started;
    const failed = watching.catch(error => error.message);
    await rm(root, { recursive: true });
    expect(await failed).toMatch(/was removed|cannot open the folder/);
    await expect(list()).rejects.toThrow('ENOENT');
    await expect(source.fetch('specs/ledger.md', never)).rejects.toThrow(
      'cannot open the folder',
    );
    await expect(
      LocalFilesSource.create([{ name: 'specs', path: root }]),
    ).rejects.toThrow('specCoverage.sources.localFiles.roots');
  });

  it('stops when it is told to', async () => {
    await expect(
      source.fetch('specs/ledger.md', AbortSignal.abort(new Error('stopped'))),
    ).rejects.toThrow('stopped');
  });
});
