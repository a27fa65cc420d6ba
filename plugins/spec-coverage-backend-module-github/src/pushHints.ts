import {
  formatSpecRef,
  MAX_SPEC_REF_LENGTH,
} from '@proofline/backstage-plugin-spec-coverage-common';
import type { SpecHints } from '@proofline/backstage-plugin-spec-coverage-node';
import { isMarkdown, parseDocumentName } from './documentName';

/** A push event names at most this many commits… */
const MAX_COMMITS = 2_048;

/** … and at most this many files of each (GitHub's webhook documentation, `push`). */
const MAX_FILES = 3_000;

const NOTHING: SpecHints = { specRefs: [] };

/**
 * What a `push` event says may have changed: Markdown files on the default branch. What the event names is only a hint, since
 * merges, force pushes and long lists are not told in full; where that may be so, the repository is compared instead.
 *
 * @param payload - of the event, never trusted
 */
export function pushHints(
  sourceId: string,
  payload: Record<string, unknown>,
): SpecHints {
  const repository = objectOf(payload.repository);
  const fullName = textOf(repository.full_name);
  const branch = textOf(repository.default_branch) || 'master';
  if (payload.ref !== `refs/heads/${branch}` || payload.deleted === true) {
    return NOTHING;
  }
  const commits = Array.isArray(payload.commits)
    ? payload.commits.map(objectOf)
    : [];
  const files = commits.map(commit => [
    ...textsOf(commit.added),
    ...textsOf(commit.modified),
    ...textsOf(commit.removed),
  ]);
  const isTold =
    payload.forced !== true &&
    payload.created !== true &&
    commits.length > 0 &&
    commits.length < MAX_COMMITS &&
    // A merge commit names no files, or only those of its conflicts.
    files.every(names => names.length > 0 && names.length < MAX_FILES);
  const specRefs = [...new Set(files.flat())]
    .filter(isMarkdown)
    .map(path => `${fullName}/${path}`)
    .filter(
      document =>
        !('reason' in parseDocumentName(document)) &&
        document.length < MAX_SPEC_REF_LENGTH - sourceId.length &&
        !/[,#]/.test(document),
    )
    .map(document => formatSpecRef({ source: sourceId, document }));
  return isTold ? { specRefs } : { specRefs, listChanges: true };
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value)
    ? value.filter((item): item is string => typeof item === 'string')
    : [];
}
