import type { LoggerService } from '@backstage/backend-plugin-api';
import { parseSpecRef } from '@proofline/backstage-plugin-spec-coverage-common';
import {
  canonicalizeMarkdown,
  type CanonicalDocument,
  type ChangedSpecs,
  createSpecPatternMatcher,
  type FetchResult,
  type ListChangedRequest,
  type SourceDocument,
  type SpecHints,
  type SpecSource,
} from '@proofline/backstage-plugin-spec-coverage-node';
import { SOURCE_ID, toDocumentPath } from './documentPath';
import { listSpecs } from './listSpecs';
import { readSpecFile } from './readSpecFile';
import { openFolder, type Root } from './roots';
import { watchRoots } from './watchRoots';

/** The source `files`: folders of Markdown files. */
export class LocalFilesSource implements SpecSource {
  readonly id = SOURCE_ID;
  readonly documents = 'all';
  readonly #roots: readonly Root[];
  readonly #logger: LoggerService | undefined;

  private constructor(roots: readonly Root[], logger?: LoggerService) {
    this.#roots = roots;
    this.#logger = logger;
  }

  /**
   * Opens the folders.
   *
   * @param options - `logger` is told of files that no reference can name
   * @throws Error when one of the folders is not there
   */
  static async create(
    roots: readonly Root[],
    options: { logger?: LoggerService } = {},
  ): Promise<LocalFilesSource> {
    await Promise.all(roots.map(openFolder));
    return new LocalFilesSource(roots, options.logger);
  }

  async fetch(document: string, signal: AbortSignal): Promise<FetchResult> {
    signal.throwIfAborted();
    const found = toDocumentPath(document, this.#roots);
    if ('reason' in found) {
      return { type: 'missing', reason: found.reason };
    }
    return readSpecFile(found.root, found.path, document, signal);
  }

  canonicalize(document: SourceDocument): CanonicalDocument {
    return canonicalizeMarkdown(document.content);
  }

  /** Lists all files: when a file was written says nothing reliable about whether its text changed. */
  listChanged({ signal }: ListChangedRequest): ChangedSpecs {
    return { complete: true, specRefs: this.#list(signal) };
  }

  async listMatching(pattern: string, signal: AbortSignal): Promise<string[]> {
    const isMeant = createSpecPatternMatcher(pattern);
    const documents: string[] = [];
    for await (const specRef of this.#list(signal)) {
      const { document } = parseSpecRef(specRef);
      if (isMeant(document)) {
        documents.push(document);
      }
    }
    return documents;
  }

  async watch(
    onHint: (hints: SpecHints) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    await watchRoots(this.#roots, specRefs => onHint({ specRefs }), signal);
  }

  async *#list(signal: AbortSignal): AsyncGenerator<string> {
    for (const root of this.#roots) {
      yield* listSpecs(root, signal, (path, reason) =>
        this.#logger?.warn(
          `The file ${path} is left out, because no reference can name it. Rename it: ${reason}`,
        ),
      );
    }
  }
}
