import { KubernetesValidatorFunctions } from '@backstage/catalog-model';
import fc from 'fast-check';
import { arbitrarySpecRef } from '../__testUtils__/arbitraries';
import {
  entityNameOfRef,
  isUserStoryEntityRef,
  specEntityRef,
  userStoryEntityRef,
} from './entityName';

describe('entityNameOfRef', () => {
  it.each([
    ['jira:PAY-10', 'jira.PAY-10'],
    ['confluence:983041', 'confluence.983041'],
    ['files:specs/ledger.md', 'files.specs__ledger.md'],
    [
      'github:acme/payments/docs/ledger.md',
      'github.acme__payments__docs__ledger.md',
    ],
    ['google-docs:1AbC', 'google-docs.1AbC'],
  ])('keeps %j readable: %j', (ref, name) => {
    expect(entityNameOfRef(ref)).toBe(name);
  });

  it('shortens what is too long, or has characters that a name cannot have', () => {
    expect(entityNameOfRef('files:specs/two words.md')).toMatch(
      /^files\.specs__two-words\.md--[0-9a-f]{8}$/,
    );
    const long = entityNameOfRef(`files:${'deep/'.repeat(30)}ledger.md`);
    expect(long).toMatch(/^files\.deep__deep__.*--[0-9a-f]{8}$/);
    expect(long).toHaveLength(63);
  });

  it('keeps the longest name that fits', () => {
    expect(entityNameOfRef(`files:${'a'.repeat(57)}`)).toBe(
      `files.${'a'.repeat(57)}`,
    );
    expect(entityNameOfRef(`files:${'a'.repeat(58)}`)).toMatch(
      /--[0-9a-f]{8}$/,
    );
  });

  it.each([
    ['files:a/b', 'files:a__b'],
    ['files:a_/b', 'files:a/_b'],
    ['files:a b', 'files:a-b'],
    ['files:a b', 'files:a+b'],
    ['files:帳', 'files:簿'],
    ['files:a//b', 'files:a/b'],
    [`files:${'x'.repeat(70)}1`, `files:${'x'.repeat(70)}2`],
    // The second is the readable name of the first, taken as a document.
    ['files:a b', `files:${entityNameOfRef('files:a b').slice(6)}`],
  ])('tells %j from %j', (one, other) => {
    expect(entityNameOfRef(one)).not.toBe(entityNameOfRef(other));
  });

  it('is a valid name of an entity, whatever the reference', () => {
    fc.assert(
      fc.property(arbitrarySpecRef, ref => {
        expect(
          KubernetesValidatorFunctions.isValidObjectName(entityNameOfRef(ref)),
        ).toBe(true);
      }),
    );
  });

  it('gives two references two names', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(arbitrarySpecRef, { minLength: 2, maxLength: 50 }),
        refs => {
          expect(new Set(refs.map(entityNameOfRef)).size).toBe(refs.length);
        },
      ),
    );
  });

  it('gives a reference the same name with and without white space around it', () => {
    fc.assert(
      fc.property(arbitrarySpecRef, ref => {
        expect(entityNameOfRef(` ${ref}\n`)).toBe(entityNameOfRef(ref));
      }),
    );
  });

  it('refuses what is no reference', () => {
    expect(() => entityNameOfRef('nonsense')).toThrow(
      expect.objectContaining({ name: 'InputError' }),
    );
  });
});

describe('entity refs', () => {
  it('names the one entity of a spec', () => {
    expect(specEntityRef('jira:PAY-142')).toBe('spec:default/jira.pay-142');
  });

  it('names the one entity of a story', () => {
    expect(userStoryEntityRef('jira:PAY-10')).toBe(
      'userstory:default/jira.pay-10',
    );
    expect(isUserStoryEntityRef('jira:PAY-10')).toBe(false);
  });

  it.each([
    ['userstory:payments/Checkout', 'userstory:payments/checkout'],
    [' userstory:checkout ', 'userstory:default/checkout'],
  ])('takes the entity ref %j of a story as it is', (ref, entityRef) => {
    expect(isUserStoryEntityRef(ref)).toBe(true);
    expect(userStoryEntityRef(ref)).toBe(entityRef);
  });

  it('refuses a story that is neither', () => {
    expect(() => userStoryEntityRef('userstory:a/b/c')).toThrow(
      expect.objectContaining({
        name: 'InputError',
        message: expect.stringContaining('userstory:a/b/c'),
      }),
    );
    expect(() => userStoryEntityRef('nonsense')).toThrow(
      expect.objectContaining({ name: 'InputError' }),
    );
  });
});
