import { parseEntityRef } from '@backstage/catalog-model';
import {
  formatSpecRef,
  isInvariantKey,
  parseSpecRef,
} from '@proofline/backstage-plugin-spec-coverage-common';
import type { SourceDocument, SpecHints, SpecSource } from '../source';
import type { WebhookRequest } from '../webhook';
import { describeWebhook } from './describeWebhook';

/**
 * A source with documents in it, made for one test.
 *
 * @public
 */
export interface SpecSourceFixture {
  source: SpecSource;
  /** A document that is there. All names of documents are without the source's id and the colon. */
  existing: {
    document: string;
    /** Its content; checked where it is given. */
    content?: string | Uint8Array;
  };
  /** The name of a document that is not there. */
  missing: string;
  /** The name of a document that is there and cannot be taken in, for example because it is too large. */
  refused: string;
  /** The name of a document that is there and that the portal's account may not read; tried where it is given. */
  forbidden?: string;
  /** The name of a document that is in the vendor's trash; tried where it is given. */
  trashed?: string;
  /** Names that a source of this kind could be misled by, beside those that every source is tried with. */
  hostile?: string[];
  /**
   * Makes a change that the source notices, and gives the name of the document that it is about. Called several times.
   * Needed where the source watches.
   */
  change?(): Promise<string>;
  /** Needed where the source has a webhook. */
  webhook?: {
    /** The header that proves who sent a request, in lower case, such as `x-hub-signature-256`. */
    signatureHeader: string;
    /** A right request about a change of the existing document, with a new delivery id at each call. */
    delivery(): Promise<WebhookRequest>;
    /** Whether the request names the document itself, or only says that something changed. */
    namesDocument: boolean;
    /** Whether the signature is one over the body. */
    signsBody: boolean;
    /** Right requests that are about nothing: pings, tests, events that are not for this source. */
    silent(): Promise<WebhookRequest[]>;
    /** A right signature for any body; where the body is signed. */
    sign?(rawBody: Uint8Array): Promise<WebhookRequest>;
  };
  /** Takes away what was made for the test. */
  cleanup?(): Promise<void>;
}

/**
 * What {@link describeSpecSource} checks.
 *
 * @public
 */
export interface DescribeSpecSourceOptions {
  /** Name of the source, for the names of the tests. */
  name: string;
  /** Makes a source with documents in it. Called for each test. */
  create(): Promise<SpecSourceFixture>;
  /** How long one test may take, in ms. Defaults to 30 seconds. */
  timeoutMs?: number;
}

const ID = /^[a-z][a-z0-9-]{0,62}$/;
const CANONICALIZER = /^[a-z][a-z0-9-]*\/\d+$/;

/** Names that lead elsewhere when they are put together with a path or an address. */
const HOSTILE_NAMES = [
  '%2F..%2F..%2Fetc%2Fpasswd',
  '..;/admin',
  'https://evil.example.com/a',
  '',
  '.',
  '..',
  '/',
  '/etc/passwd',
  '../../../../../../../../etc/passwd',
  '..\\..\\..\\..\\windows\\win.ini',
  '%2e%2e%2f%2e%2e%2f%2e%2e%2fetc%2fpasswd',
  'a/../../../../../../../../etc/passwd',
  'C:\\windows\\win.ini',
  '\\\\localhost\\c$\\windows\\win.ini',
  'file:///etc/passwd',
  'http://169.254.169.254/latest/meta-data/',
  '//169.254.169.254/latest/meta-data/',
  '@169.254.169.254/',
  '?a=b',
  'a\0b',
  'a\r\nHost: localhost',
  '__proto__',
  'a'.repeat(10_000),
];

/** Stores hints as the backend does, for tests to wait for. */
class Hints {
  readonly all: string[] = [];
  #recent = new Set<string>();
  #waiting: Array<() => void> = [];

  readonly store = async ({ specRefs }: SpecHints): Promise<void> => {
    this.all.push(...specRefs);
    specRefs.forEach(ref => this.#recent.add(ref));
    this.#waiting.splice(0).forEach(wake => wake());
  };

  forget(): void {
    this.#recent = new Set();
  }

  async of(specRef: string): Promise<void> {
    while (!this.#recent.has(specRef)) {
      await new Promise<void>(resolve => this.#waiting.push(resolve));
    }
  }
}

/**
 * Defines the tests that each source must pass: call it in a test file. It needs Jest's globals.
 *
 * @example
 * ```ts
 * describeSpecSource({
 *   name: 'my source',
 *   async create() {
 *     const folder = await mkdtemp(join(tmpdir(), 'specs-'));
 *     await writeFile(join(folder, 'a.md'), '# A');
 *     await writeFile(join(folder, 'large.md'), Buffer.alloc(2_000_000));
 *     return {
 *       source: new MySource({ name: 'specs', folder }),
 *       existing: { document: 'specs/a.md', content: '# A' },
 *       missing: 'specs/b.md',
 *       refused: 'specs/large.md',
 *       cleanup: () => rm(folder, { recursive: true }),
 *     };
 *   },
 * });
 * ```
 *
 * @public
 */
export function describeSpecSource(options: DescribeSpecSourceOptions): void {
  const { timeoutMs = 30_000 } = options;
  // Taken when it is called: this file is imported by tests, and is none itself.
  const { afterEach, beforeEach, describe, it } = globalThis;

  describe(`the source ${options.name}`, () => {
    let fixture: SpecSourceFixture;
    const never = new AbortController().signal;
    const test = (name: string, run: () => Promise<void>) =>
      it(name, run, timeoutMs);

    beforeEach(async () => {
      fixture = await options.create();
    }, timeoutMs);
    afterEach(() => fixture?.cleanup?.(), timeoutMs);

    const fetchExisting = async (): Promise<SourceDocument> => {
      const result = await fixture.source.fetch(
        fixture.existing.document,
        never,
      );
      expect(result).toMatchObject({ type: 'found' });
      return (result as { document: SourceDocument }).document;
    };

    test('has an id that can begin a SpecRef', async () => {
      expect(fixture.source.id).toMatch(ID);
    });

    test('fetches a document that is there', async () => {
      const { content, url } = await fetchExisting();
      expect(content).toBeInstanceOf(Uint8Array);
      if (fixture.existing.content !== undefined) {
        expect(Buffer.from(content)).toEqual(
          Buffer.from(fixture.existing.content as Uint8Array),
        );
      }
      if (url !== undefined) {
        expect(new URL(url).protocol).toMatch(/^https?:$/);
      }
    });

    test('says that a document is missing', async () => {
      expect(await fixture.source.fetch(fixture.missing, never)).toEqual({
        type: 'missing',
        reason: expect.stringMatching(/\S/),
      });
    });

    test('says why it refuses a document', async () => {
      expect(await fixture.source.fetch(fixture.refused, never)).toEqual({
        type: 'refused',
        reason: expect.stringMatching(/\S/),
      });
    });

    test('gives nothing for names that lead elsewhere', async () => {
      for (const name of [...HOSTILE_NAMES, ...(fixture.hostile ?? [])]) {
        const { type } = await fixture.source.fetch(name, never);
        expect({ name, type }).toEqual({
          name,
          type: expect.stringMatching(/^(missing|refused)$/),
        });
      }
    });

    test('makes the same canonical document each time, and leaves the content as it is', async () => {
      const document = await fetchExisting();
      const before = Uint8Array.from(document.content);
      const canonical = fixture.source.canonicalize(document);
      expect(Uint8Array.from(document.content)).toEqual(before);
      expect(fixture.source.canonicalize(document)).toEqual(canonical);
      expect(
        fixture.source.canonicalize({ ...document, content: before }),
      ).toEqual(canonical);
    });

    test('makes a canonical document that is well formed', async () => {
      const canonical = fixture.source.canonicalize(await fetchExisting());
      expect(canonical.canonicalizer).toMatch(CANONICALIZER);
      expect(canonical.text).toBe(canonical.text.normalize('NFC'));
      expect(canonical.text).not.toContain('\r');
      canonical.stories.forEach(parseSpecRef);
      canonical.components.forEach(ref => parseEntityRef(ref));
      const keys = canonical.invariants.map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
      for (const invariant of canonical.invariants) {
        expect(isInvariantKey(invariant.key)).toBe(true);
        expect(invariant.line).toBeGreaterThanOrEqual(1);
        expect(Number.isInteger(invariant.line)).toBe(true);
        expect(invariant.text !== '' || invariant.problem).toBeTruthy();
      }
    });

    test('says of documents that are forbidden or in the trash what they are', async () => {
      for (const type of ['forbidden', 'trashed'] as const) {
        const document = fixture[type];
        if (document !== undefined) {
          expect(await fixture.source.fetch(document, never)).toEqual({
            type,
            reason: expect.stringMatching(/\S/),
          });
        }
      }
    });

    test('lists the documents that it has, or that it is asked for, each once', async () => {
      const { existing, missing, source } = fixture;
      const known = [existing.document, missing];
      const { specRefs, stored } = source.listChanged({ known, signal: never });
      const refs = await collect(specRefs);
      await stored?.();
      expect(new Set(refs).size).toBe(refs.length);
      expect(refs).toContain(refOf(fixture, existing.document));
      expectOwnRefs(fixture, refs);
      const isKnown = refs.includes(refOf(fixture, missing));
      expect(isKnown).toBe(source.documents === 'named');
      if (source.documents === 'named') {
        expect(refs.sort()).toEqual(
          known.map(document => refOf(fixture, document)).sort(),
        );
      }
    });

    test('lists what changed since a moment', async () => {
      const { specRefs } = fixture.source.listChanged({
        since: new Date(),
        known: [fixture.existing.document],
        signal: never,
      });
      expectOwnRefs(fixture, await collect(specRefs));
    });

    test('stops with the reason when it is aborted', async () => {
      const { source, existing } = fixture;
      const reason = new Error('not needed');
      const aborted = AbortSignal.abort(reason);
      await expect(source.fetch(existing.document, aborted)).rejects.toBe(
        reason,
      );
      await expect(
        (async () =>
          collect(
            source.listChanged({ known: [existing.document], signal: aborted })
              .specRefs,
          ))(),
      ).rejects.toBe(reason);
    });

    test('tells of each change until it is told to stop', async () => {
      const { source, change } = fixture;
      if (!source.watch) {
        return;
      }
      expect(change).toBeDefined();
      const stop = new AbortController();
      const hints = new Hints();
      const watching = source.watch(hints.store, stop.signal);
      try {
        for (let changes = 0; changes < 3; changes += 1) {
          hints.forget();
          const document = await change!();
          await Promise.race([
            hints.of(refOf(fixture, document)),
            watching.then(() => Promise.reject(new Error('It stopped'))),
          ]);
        }
      } finally {
        stop.abort(new Error('enough'));
        await watching;
      }
      expectOwnRefs(fixture, hints.all);
    });

    test('watches nothing when it is told to stop before it begins', async () => {
      const hints = new Hints();
      await fixture.source.watch?.(hints.store, AbortSignal.abort());
      expect(hints.all).toEqual([]);
    });

    test('fails when a hint cannot be stored, so that none is lost unseen', async () => {
      const { source, change } = fixture;
      if (!source.watch) {
        return;
      }
      const error = new Error('The database is down');
      const stop = new AbortController();
      const watching = source.watch(() => Promise.reject(error), stop.signal);
      const outcome = watching.catch(reason => reason);
      await change!();
      expect(await outcome).toBe(error);
    });

    describeWebhook(() => fixture, test);
  });
}

function refOf(fixture: SpecSourceFixture, document: string): string {
  return formatSpecRef({ source: fixture.source.id, document });
}

function expectOwnRefs(fixture: SpecSourceFixture, refs: string[]): void {
  for (const ref of refs) {
    expect(parseSpecRef(ref)).toMatchObject({ source: fixture.source.id });
  }
}

async function collect(items: AsyncIterable<string>): Promise<string[]> {
  const collected: string[] = [];
  for await (const item of items) {
    collected.push(item);
  }
  return collected;
}
