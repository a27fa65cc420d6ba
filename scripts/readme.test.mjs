// @ts-check
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';

/*
 * The READMEs are kept by what they show: code compiles against the packages as they are, configuration passes the schemas,
 * commands and links exist. The browser tests send the requests.
 */

const root = resolve(import.meta.dirname, '..');
const require = createRequire(join(root, 'package.json'));
const readmes = [
  'README.md',
  ...readdirSync(join(root, 'plugins')).map(
    name => `plugins/${name}/README.md`,
  ),
];

/**
 * @param {string} file
 * @param {RegExp} languages
 */
function snippets(file, languages) {
  const text = readFileSync(join(root, file), 'utf8').replace(
    /^````[^]*?^````$/gm,
    '',
  );
  return [...text.matchAll(/^```(\w+)\n([^]*?)^```$/gm)]
    .filter(match => languages.test(match[1]))
    .map(match => ({ language: match[1], code: match[2] }));
}

test('every package has a README', () => {
  assert.deepEqual(
    readmes.filter(file => !existsSync(join(root, file))),
    [],
  );
});

test('the code of the READMEs compiles', () => {
  const folder = join(root, 'node_modules/.cache/readme');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  let count = 0;
  for (const file of readmes) {
    for (const { language, code } of snippets(file, /^tsx?$/)) {
      count += 1;
      const name = `${file.replace(/\W+/g, '-')}-${count}.${language}`;
      const backend = /\bbackend\./.test(code) && !/\bbackend\s*=/.test(code);
      writeFileSync(
        join(folder, name),
        `${
          backend
            ? "declare const backend: import('@backstage/backend-defaults').Backend;\n"
            : ''
        }${code}\nexport {};\n`.replace(
          "import('@backstage/backend-defaults').Backend",
          "ReturnType<typeof import('@backstage/backend-defaults').createBackend>",
        ),
      );
    }
  }
  assert.ok(count >= 5, `found only ${count} snippets`);
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: '@backstage/cli/config/tsconfig.json',
      include: [
        '*.ts',
        '*.tsx',
        join(root, 'node_modules/@backstage/cli/asset-types/asset-types.d.ts'),
      ],
      compilerOptions: {
        noEmit: true,
        incremental: false,
        jsx: 'react-jsx',
        skipLibCheck: true,
        noUnusedLocals: false,
        module: 'esnext',
        target: 'es2022',
      },
    }),
  );
  const result = spawnSync(
    process.execPath,
    [require.resolve('typescript/bin/tsc'), '-p', folder, '--pretty', 'false'],
    { cwd: folder, encoding: 'utf8' },
  );
  assert.equal(result.stdout, '');
  assert.equal(result.status, 0);
});

test('the configuration of the READMEs passes the schemas of the packages', async () => {
  const { loadConfigSchema } = require('@backstage/config-loader');
  const { parseAllDocuments } = require('yaml');
  const schema = await loadConfigSchema({
    dependencies: readdirSync(join(root, 'plugins')).map(
      name => `@proofline/backstage-plugin-${name}`,
    ),
    packagePaths: readdirSync(join(root, 'plugins')).map(name =>
      join(root, 'plugins', name, 'package.json'),
    ),
  });
  // What every portal has configured.
  const required = {
    app: { baseUrl: 'http://localhost:3000' },
    backend: {
      baseUrl: 'http://localhost:7007',
      listen: ':7007',
      database: { client: 'better-sqlite3', connection: ':memory:' },
    },
  };
  let count = 0;
  for (const file of readmes) {
    for (const { code } of snippets(file, /^ya?ml$/)) {
      const [data] = parseAllDocuments(code).map(
        (/** @type {any} */ document) => document.toJS(),
      );
      if (data?.specCoverage || data?.costGovernance || data?.catalog) {
        count += 1;
        schema.process([{ data: { ...required, ...data }, context: file }]);
      }
    }
  }
  assert.ok(count >= 2, `found only ${count} snippets`);
  assert.throws(() =>
    schema.process([
      {
        data: { ...required, specCoverage: { lease: ['no'] } },
        context: 'wrong',
      },
    ]),
  );
});

test('the commands of the README exist', () => {
  const { scripts } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  const commands = snippets('README.md', /^sh$/).flatMap(({ code }) =>
    [...code.matchAll(/^npm (?:run )?(\S+)/gm)].map(match => match[1]),
  );
  assert.deepEqual(commands, ['start', 'test']);
  for (const command of commands) {
    assert.ok(scripts[command], `no script '${command}'`);
  }
});

test('the links of the READMEs lead somewhere', () => {
  const broken = readmes.flatMap(file =>
    [
      ...readFileSync(join(root, file), 'utf8').matchAll(
        /\]\((?!https?:|#)([^)#\s]+)/g,
      ),
    ]
      .map(match => resolve(root, file, '..', match[1]))
      .filter(target => !existsSync(target)),
  );
  assert.deepEqual(broken, []);
});
