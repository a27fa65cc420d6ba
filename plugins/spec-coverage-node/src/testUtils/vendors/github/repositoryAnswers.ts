import type { VendorAnswer } from '../VendorServer';
import {
  difference,
  type GitRepository,
  objectName,
  treeName,
} from './GitRepository';

/** The limits of a comparison and of a file's content, as GitHub documents them. */
const MAX_COMPARED_FILES = 300;
const MAX_CONTENT_BYTES = 1024 * 1024;

const NOT_FOUND: VendorAnswer = { status: 404, json: { message: 'Not Found' } };

/** A question about a repository. */
interface RepositoryQuestion {
  repository: GitRepository;
  fullName: string;
  /** What follows `/repos/<owner>/<name>`, by segment. */
  path: string[];
  query: URLSearchParams;
  maxTreeEntries: number;
  /** Address of the server. */
  url: string;
}

/**
 * Answers a question about a repository as GitHub does.
 *
 * @internal
 */
export function answerRepository(question: RepositoryQuestion): VendorAnswer {
  const { fullName, path, repository, url } = question;
  switch (path[0]) {
    case undefined:
      return {
        status: 200,
        json: {
          full_name: fullName,
          default_branch: repository.defaultBranch,
          html_url: `${url}/${fullName}`,
        },
      };
    case 'branches':
      return repository.head !== undefined &&
        path[1] === repository.defaultBranch
        ? {
            status: 200,
            json: { name: path[1], commit: { sha: repository.head } },
          }
        : NOT_FOUND;
    case 'contents':
      return answerContents(question);
    case 'commits':
      return answerCommits(question);
    case 'compare':
      return answerCompare(question);
    case 'git':
      return answerTree(question);
    default:
      return NOT_FOUND;
  }
}

function answerContents({
  fullName,
  path,
  query,
  repository,
  url,
}: RepositoryQuestion): VendorAnswer {
  const file = path.slice(1).join('/');
  const ref = query.get('ref');
  const commit = repository.commits.get(
    ref === repository.defaultBranch ? repository.head ?? '' : ref ?? '',
  );
  const content = commit?.files.get(file);
  if (!commit || !content) {
    const isFolder = [...(commit?.files.keys() ?? [])].some(name =>
      name.startsWith(`${file}/`),
    );
    return isFolder ? { status: 200, json: [] } : NOT_FOUND;
  }
  const isSmall = content.length <= MAX_CONTENT_BYTES;
  return {
    status: 200,
    json: {
      type: 'file',
      size: content.length,
      encoding: isSmall ? 'base64' : 'none',
      content: isSmall
        ? content.toString('base64').replace(/.{60}/g, '$&\n')
        : '',
      sha: objectName('blob', content),
      html_url: `${url}/${fullName}/blob/${ref}/${file}`,
    },
  };
}

function answerCommits({
  query,
  repository,
}: RepositoryQuestion): VendorAnswer {
  const commit = repository.lastChange(query.get('path') ?? '');
  return {
    status: 200,
    json: commit
      ? [{ sha: commit.sha, commit: { author: commit.author } }]
      : [],
  };
}

function answerCompare({ path, repository }: RepositoryQuestion): VendorAnswer {
  const [base, head] = path.slice(1).join('/').split('...');
  const before = repository.commits.get(base);
  const after = repository.commits.get(head);
  if (!before || !after) {
    return NOT_FOUND;
  }
  const { added, modified, removed } = difference(before.files, after.files);
  const isAhead = repository.isAncestor(base, head);
  let status = isAhead ? 'ahead' : 'diverged';
  if (base === head) {
    status = 'identical';
  } else if (repository.isAncestor(head, base)) {
    status = 'behind';
  }
  return {
    status: 200,
    json: {
      status,
      total_commits: base === head ? 0 : 1,
      files: [...added, ...modified, ...removed]
        .slice(0, MAX_COMPARED_FILES)
        .map(filename => ({ filename })),
    },
  };
}

function answerTree({
  maxTreeEntries,
  path,
  query,
  repository,
}: RepositoryQuestion): VendorAnswer {
  const files = [...repository.files];
  // A tree is named by its commit, or by a name that was given out for one of the folders.
  const prefix = repository.commits.has(path[2])
    ? ''
    : foldersOf(files).find(folder => folderName(files, folder) === path[2]);
  if (prefix === undefined) {
    return NOT_FOUND;
  }
  const inside = files
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, content]): [string, Buffer] => [
      name.slice(prefix.length),
      content,
    ]);
  const blobs = inside
    .filter(([name]) => query.has('recursive') || !name.includes('/'))
    .map(([name, content]) => ({
      path: name,
      type: 'blob',
      sha: objectName('blob', content),
      size: content.length,
    }));
  const folders = foldersOf(inside)
    .map(folder => folder.slice(0, -1))
    .filter(folder => query.has('recursive') || !folder.includes('/'))
    .map(folder => ({
      path: folder,
      type: 'tree',
      sha: folderName(files, `${prefix}${folder}/`),
    }));
  const entries = [...folders, ...blobs];
  const limit = query.has('recursive') ? maxTreeEntries : Infinity;
  return {
    status: 200,
    json: {
      sha: path[2],
      tree: entries.slice(0, limit),
      truncated: entries.length > limit,
    },
  };
}

function foldersOf(files: ReadonlyArray<[string, Buffer]>): string[] {
  const folders = files.flatMap(([name]) => {
    const parts = name.split('/').slice(0, -1);
    return parts.map((_, index) => `${parts.slice(0, index + 1).join('/')}/`);
  });
  return [...new Set(folders)];
}

function folderName(
  files: ReadonlyArray<[string, Buffer]>,
  folder: string,
): string {
  return treeName(files.filter(([name]) => name.startsWith(folder)));
}
