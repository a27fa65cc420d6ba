import { InputError } from '@backstage/errors';
import {
  isSignedWith,
  matchesSpecPattern,
  parseJsonBody,
  type SourceWebhook,
} from '@proofline/backstage-plugin-spec-coverage-node';
import type {
  CanonicalDocument,
  ChangedSpecs,
  FetchResult,
  Prover,
  ProverVerdict,
  SpecSource,
} from '@proofline/backstage-plugin-spec-coverage-node';
import type { VerdictOutcome } from '@proofline/backstage-plugin-spec-coverage-common';

/** A document of the source of these tests, kept as JSON. */
export interface TestDocument {
  title?: string;
  prose?: string;
  components?: string[];
  /** By key: how the prover of these tests will settle the claim. `none` has no formal body. */
  claims: Record<string, VerdictOutcome | 'hang' | 'none' | 'problem'>;
  story?: string;
  /** By key: the stories of claims that differ. */
  stories?: Record<string, string | undefined>;
}

/** A source that keeps its documents in memory, as a vendor would keep them elsewhere. */
export class InMemorySource implements SpecSource {
  readonly id: string;
  webhook?: SourceWebhook;
  /** Name and version of its canonical form. */
  canonicalizer = 'test/1';
  /** Set to let each fetch wait until it is aborted. */
  hangs = false;
  /** Who changed the documents, and when. */
  author: { changedBy?: string; changedAt?: Date } = {};
  /** The most fetches that were under way at once. */
  mostAtOnce = 0;
  #atOnce = 0;
  documents: 'all' | 'named' = 'all';
  readonly held = new Map<string, TestDocument | string>();
  /** Set to let each fetch fail as if the vendor were away. */
  outage: Error | undefined;
  fetches = 0;
  #onFetch: (() => Promise<void>) | undefined;

  constructor(id = 'memory') {
    this.id = id;
  }

  put(name: string, document: TestDocument | string): string {
    this.held.set(name, document);
    return `${this.id}:${name}`;
  }

  /** Calls something in the middle of the next fetch. */
  onNextFetch(callback: () => Promise<void>): void {
    this.#onFetch = callback;
  }

  async fetch(name: string, signal: AbortSignal): Promise<FetchResult> {
    this.fetches += 1;
    this.#atOnce += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#atOnce);
    try {
      if (this.hangs) {
        await new Promise((_, reject) =>
          signal.addEventListener('abort', () => reject(signal.reason)),
        );
      }
      return await this.#read(name);
    } finally {
      this.#atOnce -= 1;
    }
  }

  async #read(name: string): Promise<FetchResult> {
    const document = this.held.get(name);
    const onFetch = this.#onFetch;
    this.#onFetch = undefined;
    await onFetch?.();
    if (this.outage) {
      throw this.outage;
    }
    if (document === undefined) {
      return { type: 'missing', reason: `There is no document '${name}'` };
    }
    return {
      type: 'found',
      document: {
        content: Buffer.from(
          typeof document === 'string' ? document : JSON.stringify(document),
        ),
        url: `https://memory.example.com/${name}`,
        ...this.author,
      },
    };
  }

  canonicalize(source: { content: Uint8Array }): CanonicalDocument {
    const text = Buffer.from(source.content).toString('utf8').trim();
    if (!text.startsWith('{')) {
      throw new InputError('The document is not JSON: begin it with {');
    }
    const document: TestDocument = JSON.parse(text);
    return {
      title: document.title ?? '',
      text: `${
        this.canonicalizer === 'test/1' ? '' : this.canonicalizer
      }${text}`,
      canonicalizer: this.canonicalizer,
      stories: [],
      components: document.components ?? [],
      invariants: Object.entries(document.claims).map(([key, kind], index) => ({
        key,
        text: `claim ${key}`,
        // Empty lines before the document say nothing, but move its claims.
        line: leadingLines(source.content) + index + 1,
        story: document.stories?.[key] ?? document.story,
        ...(kind === 'none' ? {} : { language: 'test', body: kind }),
        ...(kind === 'problem' ? { problem: 'The key is used twice' } : {}),
      })),
    };
  }

  async listMatching(pattern: string): Promise<string[]> {
    return [...this.held.keys()].filter(name =>
      matchesSpecPattern(pattern, name),
    );
  }

  listChanged(): ChangedSpecs {
    const { id } = this;
    const names = [...this.held.keys()];
    return {
      complete: true,
      specRefs: (async function* list() {
        for (const name of names) {
          yield `${id}:${name}`;
        }
      })(),
    };
  }
}

/** A prover that does what a claim's body says. */
export class ObedientProver implements Prover {
  readonly id = 'obedient';
  version = '1';
  readonly languages = ['test'];
  /** `<SpecRef>#<KEY>` of each claim that was taken up. */
  readonly asked: string[] = [];
  /** Set to break before the first claim. */
  broken: Error | undefined;
  /** Called before the first claim of a spec. */
  onProve: (specRef: string) => void = () => undefined;
  #release: () => void = () => undefined;
  #hanging = new Promise<void>(resolve => {
    this.#release = resolve;
  });

  /** Lets claims that hang be proven. */
  release(): void {
    this.#release();
  }

  async *prove(
    request: Parameters<Prover['prove']>[0],
    signal: AbortSignal,
  ): AsyncIterable<ProverVerdict> {
    if (this.broken) {
      throw this.broken;
    }
    this.onProve(request.specRef);
    for (const invariant of request.invariants) {
      signal.throwIfAborted();
      this.asked.push(`${request.specRef}#${invariant.key}`);
      if (invariant.body === 'hang') {
        await new Promise<void>((resolve, reject) => {
          this.#hanging.then(resolve);
          signal.addEventListener('abort', () => reject(signal.reason));
        });
      }
      const outcome =
        invariant.body === 'hang'
          ? 'proven'
          : (invariant.body as VerdictOutcome);
      yield {
        invariantKey: invariant.key,
        outcome,
        durationMs: 7,
        ...(outcome === 'failed' && {
          counterexample: [{ name: 'amount', sort: 'Int', value: '-5' }],
        }),
        ...(outcome === 'unknown' && { message: 'timed out after 10 s' }),
      };
    }
  }
}

function leadingLines(content: Uint8Array): number {
  const text = Buffer.from(content).toString('utf8');
  return text.length - text.trimStart().length;
}

/** A webhook as vendors make them: `{ "id": …, "specRefs": […] }`, signed over the body. */
export function signedWebhook(...secrets: string[]): SourceWebhook {
  return {
    maxBodyBytes: 10_000,
    verify: async ({ headers, rawBody }) =>
      isSignedWith({ secrets, rawBody, signature: headers['x-hub-signature'] }),
    deliveryId: ({ rawBody }) => String(parseJsonBody(rawBody).id),
    hints: ({ rawBody }) => {
      const { specRefs, listChanges } = parseJsonBody(rawBody);
      return {
        specRefs: Array.isArray(specRefs) ? specRefs.map(String) : [],
        listChanges: listChanges === true,
      };
    },
  };
}
