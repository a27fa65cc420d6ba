import fc from 'fast-check';
import { canonicalizeConfluenceStorage } from '.';

const canonicalize = (body: string, title = 'Ledger') =>
  canonicalizeConfluenceStorage({ title, body });
const textOf = (body: string) => canonicalize(body).text;

const CLAIM = `<ac:structured-macro ac:name="code" ac:schema-version="1" ac:macro-id="1f"><ac:parameter ac:name="language">smt2</ac:parameter><ac:parameter ac:name="theme">Midnight</ac:parameter><ac:plain-text-body><![CDATA[;; invariant LEDGER-1: holds
;; story: jira:PAY-10
(define-fun invariant () Bool (>= 1 0))]]></ac:plain-text-body></ac:structured-macro>`;

const PAGE = `
<ac:layout><ac:layout-section ac:type="two_equal"><ac:layout-cell>
<h2 local-id="1">Rules&nbsp;of the ledger</h2>
<p style="text-align: left;">A <strong>withdrawal</strong> &le; the balance, says <ac:link><ri:user ri:account-id="5b10" /></ac:link> on <time datetime="2026-11-24" />. <ac:emoticon ac:name="tick" /></p>
<ac:structured-macro ac:name="info" ac:schema-version="1" ac:macro-id="a"><ac:parameter ac:name="title">Mind</ac:parameter><ac:rich-text-body><p>Fees come later.</p><ul><li>one</li><li>two<ol><li>deep</li></ol></li></ul></ac:rich-text-body></ac:structured-macro>
</ac:layout-cell><ac:layout-cell>
<table data-layout="wide"><colgroup><col /></colgroup><tbody><tr><th>Case</th><th>Result</th></tr><tr><td>a | b</td><td><p>x</p><p>y</p></td></tr></tbody></table>
<ac:structured-macro ac:name="expand"><ac:rich-text-body>${CLAIM}</ac:rich-text-body></ac:structured-macro>
<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-status>complete</ac:task-status><ac:task-body><span>done</span></ac:task-body></ac:task></ac:task-list>
<p><strong>Invariant LEDGER-7:</strong> refunds are idempotent</p>
<ac:image ac:width="300"><ri:attachment ri:filename="flow.png" ri:version-at-save="3" /></ac:image>
<p><ac:link ac:anchor="fees"><ri:page ri:content-title="Fees" ri:space-key="PAY" /><ac:plain-text-link-body><![CDATA[the fees]]></ac:plain-text-link-body></ac:link> <ac:structured-macro ac:name="status"><ac:parameter ac:name="title">DRAFT</ac:parameter><ac:parameter ac:name="colour">Red</ac:parameter></ac:structured-macro></p>
</ac:layout-cell></ac:layout-section></ac:layout>`;

describe('canonicalizeConfluenceStorage', () => {
  it('reads a page as a person does', () => {
    const { invariants, text, title } = canonicalize(PAGE);
    expect(title).toBe('Ledger');
    for (const words of [
      '# Ledger',
      '## Rules of the ledger',
      '**withdrawal** ≤ the balance',
      '5b10',
      '2026-11-24',
      'tick',
      'Mind',
      'Fees come later.',
      'deep',
      'flow.png',
      'Fees',
      'the fees',
      'DRAFT',
      '[x] done',
      '(define-fun invariant () Bool (>= 1 0))',
    ]) {
      expect(text).toContain(words);
    }
    for (const noise of ['Midnight', 'Red', '1f', 'wide', '300', 'two_equal']) {
      expect(text).not.toContain(noise);
    }
    expect(invariants).toMatchObject([
      {
        key: 'LEDGER-1',
        text: 'holds',
        story: 'jira:PAY-10',
        language: 'smt2',
      },
      { key: 'LEDGER-7', text: 'refunds are idempotent' },
    ]);
    const lines = text.split('\n');
    expect(lines[invariants[0].line - 1]).toContain('invariant LEDGER-1');
    expect(lines[invariants[1].line - 1]).toContain('LEDGER-7');
  });

  it('finds the language of a claim where the editor has none for it', () => {
    const [claim] = canonicalize(
      CLAIM.replace(/<ac:parameter ac:name="language">.*?<\/ac:parameter>/, ''),
    ).invariants;
    expect(claim).toMatchObject({ key: 'LEDGER-1', language: 'smt2' });
    expect(claim.problem).toBeUndefined();
  });

  it.each([
    ['an unknown element', '<p>a</p><x:new>b</x:new>', '<p>a</p><p>b</p>'],
    ['an unknown macro', '<ac:structured-macro ac:name="x"/>', '<p>x</p>'],
    [
      'what looks like the notation',
      '<p>[[macro x]]</p>',
      '<ac:structured-macro ac:name="x"/>',
    ],
    ['what looks like a mark', '<p>**a**</p>', '<p><strong>a</strong></p>'],
    ['what looks like a heading', '<p># a</p>', '<h1>a</h1>'],
    ['what looks like an item', '<p>- a</p>', '<ul><li>a</li></ul>'],
    [
      'a user',
      '<p><ac:link><ri:user ri:userkey="a"/></ac:link></p>',
      '<p><ac:link><ri:user ri:userkey="b"/></ac:link></p>',
    ],
    [
      'an image',
      '<ac:image><ri:url ri:value="https://a.example"/></ac:image>',
      '<ac:image><ri:url ri:value="https://b.example"/></ac:image>',
    ],
    [
      'a merged cell',
      '<table><tr><td colspan="2">a</td></tr></table>',
      '<table><tr><td>a</td></tr></table>',
    ],
    [
      'a header cell',
      '<table><tr><th>a</th></tr></table>',
      '<table><tr><td>a</td></tr></table>',
    ],
    [
      'an attribute that is not known',
      '<p><x:y z="1">a</x:y></p>',
      '<p><x:y z="2">a</x:y></p>',
    ],
  ])('does not take %s for another', (_, left, right) => {
    expect(textOf(left)).not.toBe(textOf(right));
  });

  it.each([
    ['an open element', '<p>a'],
    ['a wrong end', '<p>a</b>'],
    ['an attribute twice', '<p a="1" a="2">x</p>'],
    ['a lone ampersand', '<p>a & b</p>'],
    ['an unknown entity', '<p>&nosuchthing;</p>'],
    [
      'a document type',
      '<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><p>&c;</p>',
    ],
    ['an external entity', '<!DOCTYPE a SYSTEM "file:///etc/passwd"><p>a</p>'],
    ['a processing instruction', '<?php canary ?><p>a</p>'],
    ['a NUL', '<p>\0</p>'],
    ['elements nested too deeply', '<b>'.repeat(100_000)],
    ['too many elements', '<p/>'.repeat(150_000)],
    ['too much text', `<p>${'a'.repeat(1_100_000)}</p>`],
    ['nothing but angles', '<'.repeat(1_000_000)],
  ])('refuses %s in a sentence', (_, body) => {
    expect(() => canonicalize(body)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.not.stringContaining('canary'),
      }),
    );
  });

  it.each(['__proto__', 'constructor', 'toString'])(
    'is not misled by a name such as %s',
    name => {
      expect(
        textOf(
          `<ac:structured-macro ac:name="${name}"><ac:parameter ac:name="${name}">a</ac:parameter></ac:structured-macro><p>&lt;${name}&gt;</p>`,
        ),
      ).toContain(name);
    },
  );

  it('tells paragraphs of different words apart, whatever the words', () => {
    const words = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
      .map(text =>
        text.replace(/[^\S ]|[\p{Cc}\p{Cs}\u200b\ufeff\u00a0]/gu, ''),
      )
      .map(text => text.normalize('NFC').replace(/ +/g, ' ').trim());
    const escape = (text: string) =>
      text
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;');
    fc.assert(
      fc.property(fc.array(words), fc.array(words), (left, right) => {
        const body = (texts: string[]) =>
          texts.map(text => `<p>${escape(text)}</p>`).join('');
        const shown = (texts: string[]) =>
          JSON.stringify(texts.filter(text => text !== ''));
        expect(textOf(body(left)) === textOf(body(right))).toBe(
          shown(left) === shown(right),
        );
      }),
    );
  });
});
