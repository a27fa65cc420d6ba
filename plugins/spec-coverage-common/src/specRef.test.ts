import fc from 'fast-check';
import {
  formatInvariantRef,
  formatSpecRef,
  isInvariantKey,
  MAX_SPEC_REF_LENGTH,
  parseRefList,
  parseSpecRef,
} from './specRef';
import { arbitrarySpecRef } from './__testUtils__/arbitraries';

describe('parseSpecRef', () => {
  it.each([
    ['jira:PAY-142', 'jira', 'PAY-142'],
    ['confluence:983041', 'confluence', '983041'],
    ['google-docs:1AbC', 'google-docs', '1AbC'],
    [
      'github:acme/payments/docs/ledger.md',
      'github',
      'acme/payments/docs/ledger.md',
    ],
    ['  files:specs/ledger.md\n', 'files', 'specs/ledger.md'],
    ['files:specs/two words.md', 'files', 'specs/two words.md'],
    ['files:C:/specs', 'files', 'C:/specs'],
    ['files:größe/帳簿.md', 'files', 'größe/帳簿.md'],
  ])('reads %j', (ref, source, document) => {
    expect(parseSpecRef(ref)).toEqual({ source, document });
  });

  it.each([
    ['', 'expected <source>:<document>'],
    ['nonsense', "'nonsense' is not a spec reference"],
    ['jira:', "no document after 'jira:'"],
    ['jira:   ', "no document after 'jira:'"],
    ['jira: PAY-1', "white space after 'jira:'"],
    [':PAY-1', "the source '' must be"],
    ['Jira:PAY-1', "the source 'Jira' must be"],
    ['1password:x', "the source '1password' must be"],
    [`${'s'.repeat(64)}:x`, 'must be lower-case letters, digits and dashes'],
    ['jira:PAY-1,PAY-2', "no comma, '#'"],
    ['jira:PAY-1#KEY', "no comma, '#'"],
    ['files:a\u0000b', 'control character'],
    ['files:a\nb', 'control character'],
    ['files:a\ud800b', 'half of a surrogate pair'],
  ])('refuses %j and says why', (ref, reason) => {
    expect(() => parseSpecRef(ref)).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining(reason),
      }),
    );
  });

  it('takes a reference of the greatest length and none that is longer', () => {
    const longest = `files:${'a'.repeat(MAX_SPEC_REF_LENGTH - 6)}`;
    expect(longest).toHaveLength(400);
    expect(parseSpecRef(longest).document).toHaveLength(394);
    expect(() => parseSpecRef(`${longest}a`)).toThrow(
      /longer than 400 characters/,
    );
  });

  it('keeps its message short when the text is long', () => {
    const refuse = () => parseSpecRef('x'.repeat(5_000_000));
    expect(refuse).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(/^'x{120}…' is not.{1,200}$/),
      }),
    );
  });

  it('reads back what formatSpecRef wrote', () => {
    fc.assert(
      fc.property(arbitrarySpecRef, ref => {
        expect(formatSpecRef(parseSpecRef(ref))).toBe(ref);
      }),
    );
  });

  it('throws InputError and nothing else, whatever the text', () => {
    const outcome = (text: string) => {
      try {
        return parseSpecRef(text) && 'read';
      } catch (error) {
        return (error as Error).name;
      }
    };
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(outcome(text)).toMatch(/^(read|InputError)$/);
      }),
    );
  });
});

describe('formatSpecRef', () => {
  it('refuses parts that would not be read back', () => {
    expect(() => formatSpecRef({ source: 'jira', document: 'A,B' })).toThrow(
      expect.objectContaining({ name: 'InputError' }),
    );
    expect(() => formatSpecRef({ source: 'a:b', document: 'c' })).not.toThrow();
  });
});

describe('invariant keys', () => {
  it.each(['LEDGER-1', 'a', 'A.b_c-9', 'x'.repeat(63)])('takes %j', key => {
    expect(isInvariantKey(key)).toBe(true);
  });

  it.each(['', '1', '-A', 'A B', 'A#B', 'A\n', 'x'.repeat(64), 'É'])(
    'refuses %j',
    key => {
      expect(isInvariantKey(key)).toBe(false);
    },
  );

  it('names a claim of a spec', () => {
    expect(formatInvariantRef('jira:PAY-142', 'LEDGER-1')).toBe(
      'jira:PAY-142#LEDGER-1',
    );
  });
});

describe('parseRefList', () => {
  it.each([undefined, '', ' , ,, '])('finds nothing in %j', list => {
    expect(parseRefList(list)).toEqual({ refs: [], invalid: [] });
  });

  it('keeps the order and drops duplicates', () => {
    expect(
      parseRefList('jira:PAY-2, files:specs/a.md ,jira:PAY-2,jira:PAY-1').refs,
    ).toEqual(['jira:PAY-2', 'files:specs/a.md', 'jira:PAY-1']);
  });

  it('reports what it cannot read, and reads the rest', () => {
    expect(parseRefList('nonsense, jira:PAY-142, jira:')).toEqual({
      refs: ['jira:PAY-142'],
      invalid: [
        {
          ref: 'nonsense',
          reason: expect.stringContaining("'nonsense' is not a spec reference"),
        },
        {
          ref: 'jira:',
          reason: expect.stringContaining("no document after 'jira:'"),
        },
      ],
    });
  });

  it('reads back any list of references', () => {
    fc.assert(
      fc.property(fc.uniqueArray(arbitrarySpecRef), refs => {
        expect(parseRefList(refs.join(' , '))).toEqual({ refs, invalid: [] });
      }),
    );
  });
});
