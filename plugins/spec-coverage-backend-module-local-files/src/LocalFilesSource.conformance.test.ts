import { describeSpecSource } from '@proofline/backstage-plugin-spec-coverage-node/testUtils';
import {
  mkdir,
  mkdtemp,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalFilesSource } from './LocalFilesSource';

const LEDGER = `---
title: Ledger
stories: jira:PAY-10
components: ledger
---

\`\`\`smt2
;; invariant LEDGER-1: holds
(define-fun invariant () Bool true)
\`\`\`
`;

/** Folders that are found in different ways hold the same, and pass the same tests. */
describe.each([
  ['a folder', async (folder: string) => folder],
  [
    'a link to a folder',
    async (folder: string) => {
      await symlink(folder, `${folder}-link`);
      return `${folder}-link`;
    },
  ],
  [
    'a folder in a hidden one',
    async (folder: string) => {
      await mkdir(`${folder}-parent/.hidden`, { recursive: true });
      await rename(folder, `${folder}-parent/.hidden/specs`);
      return `${folder}-parent/.hidden/specs`;
    },
  ],
])('%s', (name, place) => {
  describeSpecSource({
    name,
    async create() {
      const folder = await mkdtemp(join(tmpdir(), 'local-files-'));
      const specs = join(folder, 'real');
      await mkdir(join(specs, 'deep'), { recursive: true });
      await writeFile(join(specs, 'deep/ledger.md'), LEDGER);
      await writeFile(join(specs, 'large.md'), Buffer.alloc(9_000_000, 'a'));
      await writeFile(join(folder, 'secret.md'), '# Secret\n');
      await symlink(folder, join(specs, 'up'));
      await symlink(join(folder, 'secret.md'), join(specs, 'out.md'));
      const path = await place(specs);
      let changes = 0;
      return {
        source: await LocalFilesSource.create([{ name: 'specs', path }]),
        existing: { document: 'specs/deep/ledger.md', content: LEDGER },
        missing: 'specs/nothing.md',
        refused: 'specs/large.md',
        hostile: [
          'specs/../secret.md',
          'specs/deep/../../secret.md',
          'specs/deep/../deep/ledger.md',
          'specs//deep/ledger.md',
          'specs/./deep/ledger.md',
          'specs/deep\\ledger.md',
          'specs/%2e%2e/secret.md',
          'specs/deep/ledger.md\0',
          'specs/deep/ledger.md/',
          'specs/up/secret.md',
          'specs/out.md',
          'other/deep/ledger.md',
          `${folder.slice(1)}/secret.md`,
        ],
        async change() {
          changes += 1;
          await writeFile(join(path, 'deep/ledger.md'), `# Now ${changes}\n`);
          return 'specs/deep/ledger.md';
        },
        cleanup: () => rm(folder, { recursive: true, force: true }),
      };
    },
  });
});
