import {
  createVerify,
  generateKeyPairSync,
  randomUUID,
  type KeyObject,
} from 'node:crypto';
import type { WebhookRequest } from '../../../webhook';
import type { SampleSpec } from '../SampleSpec';
import {
  VendorServer,
  type VendorAnswer,
  type VendorRequest,
} from '../VendorServer';
import { exportedMarkdown } from './exportedMarkdown';

const GOOGLE_DOC = 'application/vnd.google-apps.document';

interface DriveFile {
  id: string;
  name: string;
  markdown: string;
  mimeType: string;
  version: number;
  modifiedTime: string;
  by: string;
  trashed: boolean;
}

/**
 * A channel that the portal opened.
 *
 * @public
 */
export interface GoogleDriveChannel {
  id: string;
  token: string;
  address: string;
  /** In ms since 1970. */
  expiration: number;
  resourceId: string;
  /** Number of the last message. */
  messages: number;
  stopped: boolean;
}

/** How many changes are on a page of them. */
const PAGE_SIZE = 100;

/**
 * A local server that speaks the part of Google's Drive API (version 3) that the source uses, with the token endpoint of its
 * accounts. Documents are named by file ids.
 *
 * @public
 */
export class GoogleDriveServer extends VendorServer {
  /** The service account that may read the documents. */
  readonly clientEmail = 'proofline@example.iam.gserviceaccount.com';
  /** Its private key, in PEM. */
  readonly privateKey: string;
  /** The channels that were opened, the newest last. */
  readonly channels: GoogleDriveChannel[] = [];
  readonly #publicKey: KeyObject;
  readonly #tokens = new Set<string>();
  readonly #files = new Map<string, DriveFile>();
  readonly #hidden = new Set<string>();
  readonly #changes: string[] = [];
  readonly #forbidden = new Set<string>();

  constructor() {
    super();
    const { privateKey, publicKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
    });
    this.privateKey = privateKey
      .export({ type: 'pkcs8', format: 'pem' })
      .toString();
    this.#publicKey = publicKey;
  }

  write(
    document: string,
    spec: SampleSpec,
    options: { by?: string } = {},
  ): void {
    this.writeFile(document, {
      name: spec.title,
      markdown: exportedMarkdown(spec),
      by: options.by,
    });
  }

  /** Makes or edits a file. */
  writeFile(
    id: string,
    change: {
      name?: string;
      markdown?: string;
      mimeType?: string;
      by?: string;
    },
  ): void {
    const before = this.#files.get(id);
    this.#hidden.delete(id);
    this.#forbidden.delete(id);
    this.#files.set(id, {
      id,
      name: change.name ?? before?.name ?? '',
      markdown: change.markdown ?? before?.markdown ?? '',
      mimeType: change.mimeType ?? before?.mimeType ?? GOOGLE_DOC,
      version: (before?.version ?? 0) + 1,
      modifiedTime: new Date().toISOString(),
      by: change.by ?? 'Ada Lovelace',
      trashed: false,
    });
    this.#changes.push(id);
  }

  remove(document: string): void {
    this.#files.delete(document);
    this.#changes.push(document);
  }

  /** Puts a file into the trash. */
  trash(document: string): void {
    const file = this.#files.get(document);
    if (file) {
      this.#files.set(document, { ...file, trashed: true });
      this.#changes.push(document);
    }
  }

  /** Takes the file from the account: for Drive it is not there then. */
  unshare(document: string): void {
    this.#hidden.add(document);
    this.#changes.push(document);
  }

  forbid(document: string): void {
    this.#forbidden.add(document);
    this.#changes.push(document);
  }

  deliveryOf(_document: string): WebhookRequest {
    const channel = this.channels.filter(({ stopped }) => !stopped).at(-1);
    if (!channel) {
      throw new Error('The portal has opened no channel');
    }
    return this.message(channel, 'change');
  }

  /** What is sent to a channel: headers and no body. */
  message(channel: GoogleDriveChannel, state: string): WebhookRequest {
    channel.messages += 1;
    return {
      headers: {
        'content-type': 'application/json; utf-8',
        'x-goog-channel-id': channel.id,
        'x-goog-channel-token': channel.token,
        'x-goog-channel-expiration': new Date(channel.expiration).toUTCString(),
        'x-goog-resource-id': channel.resourceId,
        'x-goog-resource-uri': `${this.url}/drive/v3/changes?alt=json`,
        'x-goog-resource-state': state,
        'x-goog-message-number': String(channel.messages),
      },
      rawBody: new Uint8Array(),
    };
  }

  protected answer(request: VendorRequest): VendorAnswer {
    if (request.path === '/token') {
      return this.#answerToken(request);
    }
    const token = request.headers.authorization?.replace(/^Bearer /, '') ?? '';
    if (!this.#tokens.has(token)) {
      return refusal(401, 'authError');
    }
    const [drive, version, ...path] = request.path
      .split('/')
      .slice(1)
      .map(decodeURIComponent);
    if (drive !== 'drive' || version !== 'v3') {
      return refusal(404, 'notFound');
    }
    switch (`${request.method} ${path[0]}/${path[1] ?? ''}`) {
      case 'GET changes/':
        return this.#answerChanges(request.query);
      case 'GET changes/startPageToken':
        return {
          status: 200,
          json: { startPageToken: String(this.#changes.length) },
        };
      case 'POST changes/watch':
        return this.#answerWatch(request);
      case 'POST channels/stop':
        return this.#answerStop(request);
      default:
        return path[0] === 'files'
          ? this.#answerFile(path[1], path[2])
          : refusal(404, 'notFound');
    }
  }

  /** The JWT bearer grant of RFC 7523, as service accounts use it. */
  #answerToken(request: VendorRequest): VendorAnswer {
    const body = request.body.toString();
    const assertion = body.startsWith('{')
      ? JSON.parse(body).assertion
      : new URLSearchParams(body).get('assertion');
    const [header, claims, signature] = String(assertion).split('.');
    const isRight = createVerify('RSA-SHA256')
      .update(`${header}.${claims}`)
      .verify(this.#publicKey, signature ?? '', 'base64url');
    const { iss, scope } = JSON.parse(
      Buffer.from(claims ?? '', 'base64url').toString() || '{}',
    );
    if (
      !isRight ||
      iss !== this.clientEmail ||
      !String(scope).includes('drive.readonly')
    ) {
      return { status: 400, json: { error: 'invalid_grant' } };
    }
    const token = randomUUID();
    this.#tokens.add(token);
    return {
      status: 200,
      json: { access_token: token, expires_in: 3600, token_type: 'Bearer' },
    };
  }

  #answerFile(id: string, action: string | undefined): VendorAnswer {
    const file = this.#files.get(id);
    if (!file || this.#hidden.has(id)) {
      return refusal(404, 'notFound');
    }
    if (this.#forbidden.has(id)) {
      return refusal(403, 'insufficientFilePermissions');
    }
    if (action === 'export') {
      return file.mimeType === GOOGLE_DOC
        ? {
            status: 200,
            headers: { 'content-type': 'text/markdown' },
            body: file.markdown,
          }
        : refusal(403, 'fileNotExportable');
    }
    return {
      status: 200,
      json: {
        id,
        name: file.name,
        mimeType: file.mimeType,
        trashed: file.trashed,
        version: String(file.version),
        modifiedTime: file.modifiedTime,
        webViewLink: `${this.url}/document/d/${id}/edit`,
        lastModifyingUser: { displayName: file.by },
      },
    };
  }

  #answerChanges(query: URLSearchParams): VendorAnswer {
    const start = Number(query.get('pageToken'));
    if (!Number.isInteger(start) || start < 0 || start > this.#changes.length) {
      return refusal(400, 'invalid');
    }
    const end = Math.min(start + PAGE_SIZE, this.#changes.length);
    return {
      status: 200,
      json: {
        changes: this.#changes.slice(start, end).map(fileId => ({
          changeType: 'file',
          fileId,
          removed: !this.#files.has(fileId) || this.#hidden.has(fileId),
        })),
        ...(end < this.#changes.length
          ? { nextPageToken: String(end) }
          : { newStartPageToken: String(end) }),
      },
    };
  }

  #answerWatch(request: VendorRequest): VendorAnswer {
    const { address, expiration, id, token, type } = JSON.parse(
      request.body.toString(),
    );
    if (type !== 'web_hook' || this.channels.some(other => other.id === id)) {
      return refusal(400, 'channelIdNotUnique');
    }
    const channel: GoogleDriveChannel = {
      id,
      token,
      address,
      expiration: Number(expiration ?? Date.now() + 3_600_000),
      resourceId: randomUUID(),
      messages: 0,
      stopped: false,
    };
    this.channels.push(channel);
    return {
      status: 200,
      json: {
        id,
        resourceId: channel.resourceId,
        expiration: String(channel.expiration),
      },
    };
  }

  #answerStop(request: VendorRequest): VendorAnswer {
    const { id, resourceId } = JSON.parse(request.body.toString());
    const channel = this.channels.find(
      other => other.id === id && other.resourceId === resourceId,
    );
    if (!channel) {
      return refusal(404, 'notFound');
    }
    channel.stopped = true;
    return { status: 204 };
  }
}

/** An error as Google's APIs give it. */
function refusal(code: number, reason: string): VendorAnswer {
  return {
    status: code,
    json: { error: { code, errors: [{ reason }], message: reason } },
  };
}
