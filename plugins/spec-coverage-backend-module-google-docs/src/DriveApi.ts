import type { JsonObject } from '@backstage/types';
import {
  createSourceFetch,
  readRetryAfterMs,
  type SourceHttpAnswer,
  SourceHttpClient,
  type SourceHttpRequest,
  TryLaterError,
} from '@proofline/backstage-plugin-spec-coverage-node';
import { JWT } from 'google-auth-library';
import type { GoogleDocsSite } from './config';

const SCOPE = 'https://www.googleapis.com/auth/drive.readonly';

/** Google exports no more, in bytes (Drive API, `files.export`). */
const MAX_EXPORT_BYTES = 10 * 1024 * 1024;

/** Reasons of a 403 that go away by themselves (Drive API, "Resolve errors"). */
const LIMITS = new Set([
  'dailyLimitExceeded',
  'rateLimitExceeded',
  'sharingRateLimitExceeded',
  'userRateLimitExceeded',
]);

/** What Drive says of a file. */
export interface DriveFile {
  name: string;
  mimeType: string;
  trashed: boolean;
  /** Raised by every change, also by those that nobody sees. */
  version: string;
  modifiedTime?: string;
  webViewLink?: string;
  lastModifyingUser?: { displayName?: string };
}

/** What Drive says of a file that it does not give. */
export interface DriveRefusal {
  status: number;
  /** Google's word for it, such as `insufficientFilePermissions`. */
  reason: string;
}

/** A channel by which Google tells of changes. */
export interface DriveChannel {
  id: string;
  resourceId: string;
}

/** The part of the Drive API that this source uses. All methods throw TryLaterError when Google cannot be asked at the moment. */
export class DriveApi {
  readonly #http: SourceHttpClient;

  constructor(site: GoogleDocsSite) {
    const token = createSourceFetch({
      origins: [new URL(site.tokenUrl).origin],
    });
    const account = new JWT({
      email: site.clientEmail,
      key: site.privateKey,
      scopes: [SCOPE],
      // All that the account itself asks for is a token, and that where the configuration says.
      transporterOptions: {
        fetchImplementation: (_, init) => token.fetch(site.tokenUrl, init),
      },
    });
    this.#http = new SourceHttpClient({
      baseUrl: site.apiBaseUrl,
      configKey: site.configKey,
      maxBytes: MAX_EXPORT_BYTES + 1024,
      headers: async () => ({
        authorization: `Bearer ${await readToken(account, site)}`,
      }),
    });
  }

  /** What Drive says of a file. */
  async file(
    id: string,
    signal: AbortSignal,
  ): Promise<DriveFile | DriveRefusal> {
    const answer = await this.#request({
      path: ['files', id],
      query: {
        fields:
          'id,name,mimeType,trashed,version,modifiedTime,webViewLink,lastModifyingUser(displayName)',
        supportsAllDrives: true,
      },
      signal,
    });
    return isDone(answer) ? (answer.json() as DriveFile) : refusalOf(answer);
  }

  /** The text of a Google document in Markdown. */
  async export(
    id: string,
    signal: AbortSignal,
  ): Promise<Uint8Array | DriveRefusal> {
    const answer = await this.#request({
      path: ['files', id, 'export'],
      query: { mimeType: 'text/markdown' },
      headers: { accept: 'text/markdown' },
      signal,
    });
    return isDone(answer) ? answer.body : refusalOf(answer);
  }

  /** From where on changes can be listed. */
  async startPageToken(signal: AbortSignal): Promise<string> {
    const answer = await this.#request({
      path: ['changes', 'startPageToken'],
      query: { supportsAllDrives: true },
      signal,
    });
    return String(expectDone<JsonObject>(answer).startPageToken);
  }

  /**
   * A page of what changed since a token was given.
   *
   * @returns undefined when the token is not known (any more)
   */
  async changes(
    pageToken: string,
    signal: AbortSignal,
  ): Promise<
    { fileIds: string[]; next?: string; newStart?: string } | undefined
  > {
    const answer = await this.#request({
      path: ['changes'],
      query: {
        pageToken,
        pageSize: 1000,
        fields: 'changes(fileId),nextPageToken,newStartPageToken',
        includeItemsFromAllDrives: true,
        includeRemoved: true,
        supportsAllDrives: true,
      },
      signal,
    });
    if ([400, 404, 410].includes(answer.status)) {
      return undefined;
    }
    const { changes, newStartPageToken, nextPageToken } = expectDone<{
      changes?: Array<{ fileId?: string }>;
      nextPageToken?: string;
      newStartPageToken?: string;
    }>(answer);
    return {
      fileIds: (changes ?? []).flatMap(change => change.fileId ?? []),
      next: nextPageToken,
      newStart: newStartPageToken,
    };
  }

  /**
   * Opens a channel by which Google tells of changes.
   *
   * @param channel - `expiration` in ms since 1970
   */
  async watch(
    channel: { id: string; token: string; address: string; expiration: number },
    signal: AbortSignal,
  ): Promise<{ resourceId: string; expiration: number }> {
    const answer = await this.#request({
      method: 'POST',
      path: ['changes', 'watch'],
      query: {
        pageToken: await this.startPageToken(signal),
        includeItemsFromAllDrives: true,
        supportsAllDrives: true,
      },
      body: { ...channel, type: 'web_hook' },
      signal,
    });
    const { expiration, resourceId } = expectDone<JsonObject>(answer);
    return {
      resourceId: String(resourceId),
      expiration: Number(expiration ?? channel.expiration),
    };
  }

  /** Closes a channel. One that is not there (any more) is closed. */
  async stop(channel: DriveChannel, signal: AbortSignal): Promise<void> {
    const answer = await this.#request({
      method: 'POST',
      path: ['channels', 'stop'],
      body: { id: channel.id, resourceId: channel.resourceId },
      signal,
    });
    if (answer.status !== 404) {
      expectDone(answer);
    }
  }

  async #request(request: SourceHttpRequest): Promise<SourceHttpAnswer> {
    const answer = await this.#http.request({
      ...request,
      path: ['drive', 'v3', ...request.path],
    });
    if (answer.status === 403) {
      const { reason } = refusalOf(answer);
      if (LIMITS.has(reason)) {
        throw new TryLaterError(
          `Google's limit of requests was reached: ${reason}`,
          {
            retryAfterMs: readRetryAfterMs(
              name => answer.headers.get(name),
              Date.now(),
            ),
          },
        );
      }
    }
    return answer;
  }
}

async function readToken(account: JWT, site: GoogleDocsSite): Promise<string> {
  try {
    const { token } = await account.getAccessToken();
    if (token) {
      return token;
    }
  } catch {
    // The library's error holds the request, and with it a signed assertion.
  }
  throw new TryLaterError(
    `Google gave no access token to ${site.clientEmail}: look at clientEmail and privateKey of ${site.configKey}, and whether the key is still in use`,
  );
}

function isDone({ status }: SourceHttpAnswer): boolean {
  return status >= 200 && status < 300;
}

function expectDone<T>(answer: SourceHttpAnswer): T {
  if (isDone(answer)) {
    return (answer.status === 204 ? {} : answer.json()) as T;
  }
  const { reason, status } = refusalOf(answer);
  throw new TryLaterError(
    `Google answered ${status} (${reason}), which was not expected`,
  );
}

function refusalOf(answer: SourceHttpAnswer): DriveRefusal {
  const { error } = answer.json() as {
    error?: { errors?: Array<{ reason?: unknown }> };
  };
  const reason = error?.errors?.[0]?.reason;
  return {
    status: answer.status,
    reason:
      typeof reason === 'string' && /^\w{1,60}$/.test(reason)
        ? reason
        : 'unknown',
  };
}
