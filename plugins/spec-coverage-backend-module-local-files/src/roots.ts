import type { RootConfigService } from '@backstage/backend-plugin-api';
import { ForwardedError, InputError } from '@backstage/errors';
import { realpath, stat } from 'node:fs/promises';
import { basename, isAbsolute, resolve } from 'node:path';

/** A folder of specs. */
export interface Root {
  /** The first part of the documents' names. */
  name: string;
  /** Absolute path, as configured: it may be a symbolic link. */
  path: string;
}

const KEY = 'specCoverage.sources.localFiles.roots';
const NAME = /^[^/\\,#:\p{Cc}]+$/u;

/**
 * Reads the configured folders.
 *
 * @param projectRoot - where relative paths start
 * @returns undefined when the source is not configured
 * @throws InputError that names the key and what to do
 */
export function readRoots(
  config: RootConfigService,
  projectRoot: string,
): Root[] | undefined {
  const section = config.getOptionalConfig('specCoverage.sources.localFiles');
  if (!section) {
    return undefined;
  }
  const entries = section.getOptional<unknown>('roots');
  if (!Array.isArray(entries) || entries.length === 0) {
    throw new InputError(
      `${KEY} must list at least one folder, such as ./examples/specs`,
    );
  }
  const roots = entries.map((entry, index) =>
    readRoot(entry, `${KEY}[${index}]`, projectRoot),
  );
  const byName = new Map<string, Root>();
  for (const root of roots) {
    const other = byName.get(root.name);
    if (other) {
      throw new InputError(
        `${KEY}: the folders '${other.path}' and '${root.path}' have the same name '${root.name}', and so their specs could not be told apart: give one of them another, as { path: …, name: … }`,
      );
    }
    byName.set(root.name, root);
  }
  return roots;
}

function readRoot(entry: unknown, key: string, projectRoot: string): Root {
  const { path: configured, name: givenName } = (
    typeof entry === 'string' ? { path: entry } : entry ?? {}
  ) as { path?: unknown; name?: unknown };
  if (typeof configured !== 'string' || !configured.trim()) {
    throw new InputError(
      `${key} names no folder: give a path, or { path: …, name: … }`,
    );
  }
  if (givenName !== undefined && typeof givenName !== 'string') {
    throw new InputError(`${key}.name must be a text`);
  }
  const path = isAbsolute(configured)
    ? resolve(configured)
    : resolve(projectRoot, configured);
  const name = givenName ?? basename(path);
  if (!NAME.test(name) || name.startsWith('.')) {
    throw new InputError(
      `${key}: '${name}' cannot be the name of a root: it must not be empty, begin with a dot, or contain slashes, commas, colons or '#'; set 'name'`,
    );
  }
  return { name, path };
}

/**
 * Finds where a folder really is. It may be a link that is put elsewhere while the backend runs, and so it is asked each time.
 *
 * @returns its path without symbolic links
 * @throws Error that names the key when it is not there: a folder that is away says nothing about the documents in it
 */
export async function openFolder(root: Root): Promise<string> {
  try {
    const folder = await realpath(root.path);
    if ((await stat(folder)).isDirectory()) {
      return folder;
    }
  } catch (error) {
    throw new ForwardedError(
      `${KEY}: cannot open the folder '${root.path}'`,
      error,
    );
  }
  throw new InputError(`${KEY}: '${root.path}' is not a folder`);
}
