import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { canonicalizeAdf } from '../adf';
import { contentHash } from '../contentHash';
import { canonicalizeGoogleDocsMarkdown, encodeGoogleDoc } from '../googleDocs';
import { canonicalizeMarkdown } from '../markdown';
import { canonicalizeConfluenceStorage } from '../storage';
import type { CanonicalDocument } from '../types';
import { canonicalizeJiraWiki } from '../wiki';
import { readEdits } from './__testUtils__/readEdits';
import type { EditedDocument } from './__testUtils__/readEdits';

const page = resolve(__dirname, '../../../../../docs/canonical-text.md');
const edits = readEdits(readFileSync(page, 'utf8'));

const CANONICALIZERS: ReadonlyMap<
  string,
  (document: EditedDocument) => CanonicalDocument
> = new Map([
  ['markdown', ({ body }) => canonicalizeMarkdown(Buffer.from(body))],
  [
    'adf',
    ({ title, body }) => {
      const nodes = JSON.parse(body);
      return canonicalizeAdf({
        title,
        body: { version: 1, type: 'doc', content: [nodes].flat() },
      });
    },
  ],
  ['confluence-storage', canonicalizeConfluenceStorage],
  ['jira-wiki', canonicalizeJiraWiki],
  [
    'google-docs',
    ({ title, body }) =>
      canonicalizeGoogleDocsMarkdown(
        encodeGoogleDoc({ name: title, markdown: body }),
      ),
  ],
]);

const hashOf = (format: string, document: EditedDocument) => {
  const canonicalize = CANONICALIZERS.get(format);
  if (!canonicalize) {
    throw new Error(`No such format: ${format}`);
  }
  return contentHash(canonicalize(document));
};

describe('each edit in docs/canonical-text.md', () => {
  it.each(
    edits.map(
      edit =>
        [
          `${edit.format}: ${edit.edit} – ${
            edit.drifts ? 'drifts' : 'does not drift'
          }`,
          edit,
        ] as const,
    ),
  )('%s', (_name, { format, before, after, drifts }) => {
    expect(after).not.toEqual(before);
    expect(hashOf(format, after) !== hashOf(format, before)).toBe(drifts);
  });
});

it('has edits of both kinds for each format', () => {
  for (const format of CANONICALIZERS.keys()) {
    const ofFormat = edits.filter(edit => edit.format === format);
    expect(ofFormat.filter(({ drifts }) => drifts).length).toBeGreaterThan(9);
    expect(ofFormat.filter(({ drifts }) => !drifts).length).toBeGreaterThan(9);
  }
  expect(
    new Set(edits.map(({ format, edit }) => `${format} ${edit}`)).size,
  ).toBe(edits.length);
});

it('names the rules that each format has', () => {
  const text = readFileSync(page, 'utf8');
  for (const { format, before } of edits) {
    const { canonicalizer } = CANONICALIZERS.get(format)?.(before) ?? {};
    expect(text).toContain(`\`${canonicalizer}\``);
  }
});
