import type { JsonValue } from '@backstage/types';
import fc from 'fast-check';
import { InputError } from '@backstage/errors';
import { canonicalizeAdf } from '../adf';
import { contentHash } from '../contentHash';
import { canonicalizeConfluenceStorage } from '../storage';
import { canonicalizeJiraWiki } from '../wiki';
import { canonicalizeRichText } from './canonicalizeRichText';
import { encodeRichText } from './encodeRichText';

const adf = {
  version: 1,
  type: 'doc',
  content: [
    { type: 'paragraph', content: [{ type: 'text', text: 'Grüße 😀' }] },
  ],
};

const textIn = (bytes: Uint8Array) => Buffer.from(bytes).toString();

const refusal = (content: string | Uint8Array, limits?: object) => {
  try {
    canonicalizeRichText(Buffer.from(content), limits);
  } catch (error) {
    return error;
  }
  return undefined;
};

const inputError = (message: string) =>
  expect.objectContaining({
    name: 'InputError',
    message: expect.stringContaining(message),
  });

const envelope = (members: object) =>
  JSON.stringify({ format: 'jira-wiki', title: 'T', body: 'a', ...members });

it('reads each format by its own rules', () => {
  const title = 'T';
  expect(
    canonicalizeRichText(encodeRichText({ format: 'adf', title, body: adf })),
  ).toEqual(canonicalizeAdf({ title, body: adf }));
  expect(
    canonicalizeRichText(
      encodeRichText({ format: 'jira-wiki', title, body: 'a *b*' }),
    ),
  ).toEqual(canonicalizeJiraWiki({ title, body: 'a *b*' }));
  const body = '<p>a <strong>b</strong></p>';
  expect(
    canonicalizeRichText(
      encodeRichText({ format: 'confluence-storage', title, body }),
    ),
  ).toEqual(canonicalizeConfluenceStorage({ title, body }));
});

it('hashes formats apart, even with the same text', () => {
  const hashes = (['adf', 'jira-wiki', 'confluence-storage'] as const).map(
    format =>
      contentHash(
        canonicalizeRichText(encodeRichText({ format, title: '', body: null })),
      ),
  );
  expect(new Set(hashes).size).toBe(3);
});

it('takes a description that is empty', () => {
  expect(
    canonicalizeRichText(
      encodeRichText({ format: 'adf', title: 'T', body: null }),
    ).text,
  ).toBe('# T\n');
  expect(canonicalizeRichText(Buffer.from(envelope({ body: null }))).text).toBe(
    'h1. T\n',
  );
});

it('encodes equal documents as the same bytes', () => {
  const body = { b: [1, { d: 'é', c: null }], a: true, __proto__: 1 };
  expect(textIn(encodeRichText({ format: 'adf', title: 'T "1"', body }))).toBe(
    '{"body":{"a":true,"b":[1,{"c":null,"d":"é"}]},"format":"adf","title":"T \\"1\\""}',
  );
  fc.assert(
    fc.property(fc.jsonValue(), value => {
      const json = JSON.stringify(value);
      const encoded = textIn(
        encodeRichText({
          format: 'adf',
          title: '',
          body: JSON.parse(json) as JsonValue,
        }),
      );
      expect(JSON.parse(encoded).body).toEqual(JSON.parse(json));
    }),
  );
});

it('encodes what is hostile, and refuses to read it', () => {
  const nested = JSON.parse(
    `${'{"content":['.repeat(100_000)}${']}'.repeat(100_000)}`,
  );
  const deep = encodeRichText({
    format: 'adf',
    title: 'T',
    body: { type: 'doc', content: [{ type: 'x', ...nested }] },
  });
  expect(deep.length).toBeGreaterThan(1_000_000);
  expect(refusal(deep, { maxBytes: 1e7 })).toEqual(
    inputError('has a node without a type'),
  );
  const own: JsonValue = JSON.parse('{"__proto__": {"type": "doc"}}');
  expect(
    textIn(encodeRichText({ format: 'adf', title: '\ud800', body: own })),
  ).toBe(
    '{"body":{"__proto__":{"type":"doc"}},"format":"adf","title":"\\ud800"}',
  );
});

it.each<[what: string, content: string | Uint8Array, message: string]>([
  ['bytes that are no text', Uint8Array.from([0xff, 0xfe]), 'not valid UTF-8'],
  ['NUL', '\u0000', 'U+0000 (NUL)'],
  ['no JSON', '# Title', 'it is no JSON.'],
  ['nothing', '', 'it is no JSON.'],
  ['endless JSON', '['.repeat(500_000), 'it is no JSON.'],
  ['a list', '[]', 'it is no JSON object'],
  ['null', 'null', 'it is no JSON object'],
  ['no title', '{"format":"adf","body":null}', 'its title is no text'],
  ['a title that is a number', envelope({ title: 1 }), 'its title is no text'],
  [
    'an inherited title',
    '{"__proto__":{"title":"T"},"format":"adf"}',
    'its title is no text',
  ],
  ['no format', '{"title":"T","body":null}', 'none that is known'],
  ['another format', envelope({ format: 'html' }), 'none that is known'],
  [
    'a method as format',
    envelope({ format: 'toString' }),
    'none that is known',
  ],
  ['a list as format', envelope({ format: ['adf'] }), 'none that is known'],
  ['wiki markup that is an object', envelope({ body: {} }), 'body is no text'],
  [
    'XHTML that is a list',
    envelope({ format: 'confluence-storage', body: ['a'] }),
    'body is no text',
  ],
  ['ADF that is a text', envelope({ format: 'adf' }), "with the type 'doc'"],
  ['half of a character', envelope({ body: '\ud800' }), 'U+D800'],
])('refuses %s', (_what, content, message) => {
  expect(refusal(content)).toEqual(inputError(message));
});

it('keeps to the limits that are given', () => {
  const content = envelope({ body: 'a\n\nb' });
  expect(refusal(content, { maxBytes: content.length })).toBeUndefined();
  expect(refusal(content, { maxBytes: content.length - 1 })).toEqual(
    inputError('more than the limit of'),
  );
  expect(refusal(content, { maxNodes: 2 })).toEqual(inputError('2 parts'));
  expect(refusal(Buffer.alloc(2 * 1024 * 1024, 'a'))).toEqual(
    inputError('more than the limit of 1048576'),
  );
});

it('takes any bytes, or says what they are', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 40 }).map(array => Buffer.from(array)),
    fc.json().map(json => Buffer.from(json)),
    fc
      .record({
        format: fc.constantFrom('adf', 'jira-wiki', 'confluence-storage'),
        title: fc.string({ unit: 'binary' }),
        body: fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue()),
      })
      .map(document => Buffer.from(JSON.stringify(document))),
  );
  fc.assert(
    fc.property(bytes, content => {
      const error = refusal(content);
      expect(error === undefined || error instanceof InputError).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
