import {
  type CanonicalDocument,
  type ChangedSpecs,
  type FetchResult,
  matchesSpecPattern,
  canonicalizeMarkdown,
  type SourceDocument,
  type SpecSource,
} from '@proofline/backstage-plugin-spec-coverage-node';

/** A source that keeps Markdown in memory, as a vendor would keep it elsewhere. */
export class MemorySource implements SpecSource {
  readonly documents = 'all';
  readonly #held: ReadonlyMap<string, string>;

  /** @param held - Markdown by the names of the documents */
  constructor(readonly id: string, held: Record<string, string>) {
    this.#held = new Map(Object.entries(held));
  }

  /** SpecRefs of all documents. */
  get specRefs(): string[] {
    return [...this.#held.keys()].map(name => `${this.id}:${name}`);
  }

  async fetch(name: string): Promise<FetchResult> {
    const markdown = this.#held.get(name);
    return markdown === undefined
      ? { type: 'missing', reason: `There is no document '${name}'` }
      : { type: 'found', document: { content: Buffer.from(markdown) } };
  }

  canonicalize({ content }: SourceDocument): CanonicalDocument {
    return canonicalizeMarkdown(content);
  }

  listChanged(): ChangedSpecs {
    const { specRefs } = this;
    return {
      complete: true,
      specRefs: (async function* list() {
        yield* specRefs;
      })(),
    };
  }

  async listMatching(pattern: string): Promise<string[]> {
    return [...this.#held.keys()].filter(name =>
      matchesSpecPattern(pattern, name),
    );
  }
}

/** A Markdown document that states claims, each with the story that asked for it. */
export function document(
  title: string,
  claims: Record<string, { text: string; story?: string }>,
): string {
  return [
    `# ${title}`,
    ...Object.entries(claims).map(([key, { text, story }]) =>
      [
        '```smt2',
        `;; invariant ${key}: ${text}`,
        ...(story ? [`;; story: ${story}`] : []),
        '(define-fun invariant () Bool true)',
        '```',
      ].join('\n'),
    ),
  ].join('\n\n');
}
