#!/usr/bin/env node
/**
 * Makes what the code takes from the contracts in `plugins/*-backend/src/schema/openapi.yaml`: the document as the backend serves
 * and enforces it, and the types of the client.
 *
 *   node scripts/proofline.mjs exec -- node scripts/openapi.mjs [--check]
 *
 * With --check nothing is written; it fails where a file is not what the contract makes of it.
 */
import openapiTS, { astToString } from 'openapi-typescript';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const PLUGINS = ['cost-governance', 'spec-coverage'];
const BANNER =
  '// Made by scripts/openapi.mjs from the contract in the backend package, src/schema/openapi.yaml. Change that instead.\n';

/** @param {string} plugin */
async function generate(plugin) {
  const backend = join(root, 'plugins', `${plugin}-backend`, 'src', 'schema');
  const contract = await readFile(join(backend, 'openapi.yaml'), 'utf8');
  const types = astToString(await openapiTS(contract));
  return [
    {
      path: join(backend, 'generated', 'openapi.json'),
      content: `${JSON.stringify(parse(contract), null, 2)}\n`,
    },
    {
      path: join(
        root,
        'plugins',
        `${plugin}-common`,
        'src',
        'client',
        'generated',
        'openapi.ts',
      ),
      content: BANNER + types,
    },
  ];
}

const check = process.argv.includes('--check');
for (const plugin of PLUGINS) {
  for (const { path, content } of await generate(plugin)) {
    if (check) {
      const present = await readFile(path, 'utf8').catch(() => '');
      if (present !== content) {
        console.error(
          `${relative(
            root,
            path,
          )} is not what the contract makes of it: run node scripts/openapi.mjs and commit the result`,
        );
        process.exitCode = 1;
      }
    } else {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
    }
  }
}
