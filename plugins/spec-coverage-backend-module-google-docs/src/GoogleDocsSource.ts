import { formatSpecRef } from '@proofline/backstage-plugin-spec-coverage-common';
import {
  AnswerTooLargeError,
  type CanonicalDocument,
  canonicalizeGoogleDocsMarkdown,
  type ChangedSpecs,
  encodeGoogleDoc,
  type FetchResult,
  type ListChangedRequest,
  type SourceDocument,
  type SourceState,
  type SourceWebhook,
  type SpecHints,
  type SpecSource,
  TryLaterError,
} from '@proofline/backstage-plugin-spec-coverage-node';
import { Channels, type Clock } from './Channels';
import type { GoogleDocsSite } from './config';
import { DriveApi, type DriveFile, type DriveRefusal } from './DriveApi';
import { GoogleDocsWebhook } from './GoogleDocsWebhook';

const FILE_ID = /^[A-Za-z0-9_-]{10,100}$/;
const GOOGLE_DOC = 'application/vnd.google-apps.document';
const PAGE_TOKEN = 'changes/pageToken';

/** How often a document is read again that was edited while it was read. */
const MAX_READS = 3;

/** The source `google-docs`: documents that one account may read. */
export class GoogleDocsSource implements SpecSource {
  readonly id: string;
  readonly documents = 'named';
  readonly webhook?: SourceWebhook;
  readonly #api: DriveApi;
  readonly #site: GoogleDocsSite;
  readonly #state: SourceState;
  readonly #channels: Channels | undefined;

  constructor(site: GoogleDocsSite, state: SourceState, clock?: Clock) {
    this.id = site.id;
    this.#site = site;
    this.#state = state;
    this.#api = new DriveApi(site);
    if (site.webhookUrl !== undefined) {
      this.#channels = new Channels(
        this.#api,
        state,
        {
          secrets: site.webhookSecrets,
          address: site.webhookUrl,
          lifetimeMs: site.channelLifetimeMs,
        },
        clock,
      );
      this.webhook = new GoogleDocsWebhook(this.#channels);
    }
  }

  async fetch(document: string, signal: AbortSignal): Promise<FetchResult> {
    signal.throwIfAborted();
    if (!FILE_ID.test(document)) {
      return {
        type: 'missing',
        reason:
          'This is not the id of a Google document: it is the long part of its address, after /document/d/',
      };
    }
    try {
      return await this.#read(document, signal);
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof AnswerTooLargeError) {
        return {
          type: 'refused',
          reason: `The document has more than ${error.maxBytes} bytes in Markdown`,
        };
      }
      throw error;
    }
  }

  canonicalize(document: SourceDocument): CanonicalDocument {
    return canonicalizeGoogleDocsMarkdown(document.content);
  }

  listChanged(request: ListChangedRequest): ChangedSpecs {
    const progress: { pageToken?: string } = {};
    return {
      specRefs: this.#list(request, progress),
      complete: false,
      stored: async () => {
        if (progress.pageToken !== undefined) {
          await this.#state.set(PAGE_TOKEN, progress.pageToken);
        }
      },
    };
  }

  async watch(
    _onHint: (hints: SpecHints) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    if (signal.aborted) {
      return;
    }
    if (this.#channels) {
      await this.#channels.keepOpen(signal);
      return;
    }
    await new Promise<void>(resolve =>
      signal.addEventListener('abort', () => resolve(), { once: true }),
    );
  }

  /** @param progress - takes the token from which on the next list begins */
  async *#list(
    { known, signal, since }: ListChangedRequest,
    progress: { pageToken?: string },
  ): AsyncGenerator<string> {
    signal.throwIfAborted();
    const changes =
      since === undefined ? undefined : await this.#changes(signal);
    // From here on, before anything is read: what changes from now on is listed the next time.
    progress.pageToken =
      changes?.pageToken ?? (await this.#api.startPageToken(signal));
    for (const document of known) {
      if (!changes || changes.fileIds.has(document)) {
        yield formatSpecRef({ source: this.id, document });
      }
    }
  }

  /** What changed since the token that is remembered; `undefined` when that cannot be said. */
  async #changes(
    signal: AbortSignal,
  ): Promise<{ fileIds: Set<string>; pageToken: string } | undefined> {
    let token = await this.#state.get(PAGE_TOKEN);
    const fileIds = new Set<string>();
    while (typeof token === 'string') {
      const page = await this.#api.changes(token, signal);
      page?.fileIds.forEach(id => fileIds.add(id));
      if (page?.newStart !== undefined) {
        return { fileIds, pageToken: page.newStart };
      }
      token = page?.next;
    }
    return undefined;
  }

  async #read(document: string, signal: AbortSignal): Promise<FetchResult> {
    let file = await this.#api.file(document, signal);
    for (let reads = 0; reads < MAX_READS; reads += 1) {
      const refused = whyNot(file, this.#site);
      if (refused || 'reason' in file) {
        return refused ?? toRefusal(file as DriveRefusal, this.#site);
      }
      const markdown = await this.#api.export(document, signal);
      if (!(markdown instanceof Uint8Array)) {
        return toRefusal(markdown, this.#site);
      }
      const after = await this.#api.file(document, signal);
      if (!('reason' in after) && after.version === file.version) {
        return { type: 'found', document: toDocument(file, markdown) };
      }
      file = after;
    }
    throw new TryLaterError(
      'The document is being edited: its name and its text could not be read at one moment',
    );
  }
}

function toDocument(file: DriveFile, markdown: Uint8Array): SourceDocument {
  const changedAt = new Date(file.modifiedTime ?? NaN);
  return {
    content: encodeGoogleDoc({ name: file.name, markdown }),
    url: file.webViewLink,
    changedBy: file.lastModifyingUser?.displayName,
    changedAt: Number.isNaN(changedAt.getTime()) ? undefined : changedAt,
  };
}

function whyNot(
  file: DriveFile | DriveRefusal,
  site: GoogleDocsSite,
): FetchResult | undefined {
  if ('reason' in file) {
    return toRefusal(file, site);
  }
  if (file.trashed) {
    return {
      type: 'trashed',
      reason:
        'The document is in the trash of Google Drive: restore it there, or take it out of the annotation',
    };
  }
  return file.mimeType === GOOGLE_DOC
    ? undefined
    : {
        type: 'refused',
        reason: `The file is no Google document, but ${file.mimeType}`,
      };
}

function toRefusal(
  { reason, status }: DriveRefusal,
  site: GoogleDocsSite,
): FetchResult {
  if (status === 404) {
    return {
      type: 'missing',
      reason: `There is no such document, or it is not shared with ${site.clientEmail}: Google does not tell which`,
    };
  }
  if (reason === 'exportSizeLimitExceeded') {
    return {
      type: 'refused',
      reason: 'The document is larger than the 10 MB that Google exports',
    };
  }
  if (status === 403) {
    return {
      type: 'forbidden',
      reason: `${site.clientEmail} may not read the document (${reason}): share it with this account as a viewer, and let viewers download it`,
    };
  }
  throw new TryLaterError(
    `Google answered ${status} (${reason}), which was not expected`,
  );
}
