import { InputError } from '@backstage/errors';
import { formatSpecRef } from '@proofline/backstage-plugin-spec-coverage-common';
import { join, relative, sep } from 'node:path';
import type { Root } from './roots';

/** Id of the source: the part of a reference before the colon. */
export const SOURCE_ID = 'files';

const EXTENSIONS = /\.(?:md|markdown)$/i;

/** Whether a path inside a root can be a spec: Markdown, with nothing hidden and no installed package on the way. */
export function isSpecPath(relativePath: string): boolean {
  return (
    EXTENSIONS.test(relativePath) &&
    relativePath
      .split('/')
      .every(part => !part.startsWith('.') && part !== 'node_modules')
  );
}

/** Whether a folder inside a root can hold specs. */
export function isSpecFolder(name: string): boolean {
  return !name.startsWith('.') && name !== 'node_modules';
}

/** Where a document is, or why it cannot be anywhere. */
export type DocumentPath = { root: Root; path: string } | { reason: string };

/**
 * Finds the file of a document by its name alone. The name is never trusted: one that could lead out of its root leads
 * nowhere.
 *
 * @param document - `<name of the root>/<path inside it>`
 */
export function toDocumentPath(
  document: string,
  roots: readonly Root[],
): DocumentPath {
  const slash = document.indexOf('/');
  const name = document.slice(0, Math.max(slash, 0));
  const relativePath = document.slice(slash + 1);
  const root = roots.find(candidate => candidate.name === name);
  if (slash < 0 || !root) {
    const known = roots.map(candidate => `files:${candidate.name}/…`);
    return {
      reason: `No folder '${
        name || document
      }' is configured: specs of this source are ${known.join(' or ')}`,
    };
  }
  const parts = relativePath.split('/');
  if (
    relativePath.includes('\0') ||
    relativePath.includes('\\') ||
    parts.some(part => part === '' || part === '.' || part === '..')
  ) {
    return {
      reason: `'${document}' is not a path inside the folder '${name}'`,
    };
  }
  if (!isSpecPath(relativePath)) {
    return {
      reason: `'${document}' cannot be a spec: it takes a file that ends in .md or .markdown and is not hidden`,
    };
  }
  return { root, path: join(root.path, ...parts) };
}

/**
 * The path of a file inside a folder, with slashes on every system.
 *
 * @param folder - without symbolic links, as the path
 */
export function toInside(folder: string, path: string): string {
  return relative(folder, path).split(sep).join('/');
}

/**
 * The reference of a file.
 *
 * @param inside - its path inside the root, with slashes
 * @throws InputError when it has characters that a reference cannot have, or is too long for one
 */
export function toSpecRef(root: Root, inside: string): string {
  if (inside.includes('\\')) {
    throw new InputError(`'${inside}' contains a backslash`);
  }
  return formatSpecRef({
    source: SOURCE_ID,
    document: `${root.name}/${inside}`,
  });
}
