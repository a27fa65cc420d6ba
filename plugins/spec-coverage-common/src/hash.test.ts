import { shortName } from './hash';
import { signalTopic } from './signals';

describe('shortName', () => {
  // Test vectors of FNV-1a, 32 bits, from the reference implementation of its authors.
  it.each([
    ['', '811c9dc5'],
    ['a', 'e40c292c'],
    ['b', 'e70c2de5'],
    ['foobar', 'bf9cf968'],
  ])('of %j is %s', (text, hash) => {
    expect(shortName(text)).toBe(hash);
  });

  it('hashes UTF-8 bytes', () => {
    expect(shortName('é')).not.toBe(shortName('e'));
    expect(shortName('帳簿')).toMatch(/^[0-9a-f]{8}$/);
  });
});

describe('signalTopic', () => {
  it('is one topic for all ways to write an entity ref', () => {
    expect(signalTopic('Component:default/Ledger')).toBe(
      signalTopic('component:default/ledger'),
    );
  });

  it('tells specs apart and does not tell their names', () => {
    expect(signalTopic('jira:PAY-1')).not.toBe(signalTopic('jira:PAY-2'));
    expect(signalTopic('jira:PAY-1')).toMatch(/^[0-9a-f]{8}$/);
  });
});
