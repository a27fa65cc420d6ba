import { EventEmitter, on } from 'node:events';
import { canonicalizeMarkdown } from '../canonical';
import type {
  FetchResult,
  ListChangedRequest,
  SourceDocument,
  SpecHints,
  SpecSource,
} from '../source';
import { describeSpecSource } from './describeSpecSource';

/** The smallest source that there can be: documents in memory. */
class MemorySource implements SpecSource {
  readonly id = 'memory';
  readonly documents = 'all';
  readonly #documents = new Map<string, Uint8Array>();
  readonly #changes = new EventEmitter();

  set(name: string, content: string): void {
    this.#documents.set(name, Buffer.from(content));
    this.#changes.emit('change', name);
  }

  async fetch(document: string, signal: AbortSignal): Promise<FetchResult> {
    signal.throwIfAborted();
    const content = this.#documents.get(document);
    if (!content) {
      return { type: 'missing', reason: 'There is no such document' };
    }
    return content.length > 100
      ? { type: 'refused', reason: 'The document is too long' }
      : { type: 'found', document: { content } };
  }

  canonicalize(document: SourceDocument) {
    return canonicalizeMarkdown(document.content);
  }

  listChanged({ signal }: ListChangedRequest) {
    const documents = this.#documents;
    async function* specRefs() {
      signal.throwIfAborted();
      for (const name of documents.keys()) {
        yield `memory:${name}`;
      }
    }
    return { specRefs: specRefs(), complete: true };
  }

  async watch(
    onHint: (hints: SpecHints) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    if (signal.aborted) {
      return;
    }
    const changes = on(this.#changes, 'change');
    signal.addEventListener('abort', () => changes.return?.());
    for await (const [name] of changes) {
      await onHint({ specRefs: [`memory:${name}`] });
    }
  }
}

describeSpecSource({
  name: 'in memory',
  async create() {
    const source = new MemorySource();
    source.set(
      'ledger',
      '---\nstories: jira:PAY-10\ncomponents: ledger\n---\n\n**Invariant A-1:** a\n\n**Invariant A-2:**\n',
    );
    source.set('long', 'a'.repeat(101));
    let changes = 0;
    return {
      source,
      existing: { document: 'ledger' },
      missing: 'nothing',
      refused: 'long',
      async change() {
        changes += 1;
        source.set('ledger', `# ${changes}`);
        return 'ledger';
      },
    };
  },
});
