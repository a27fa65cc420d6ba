import type { LookupAddress, LookupOptions } from 'node:dns';
import { guardedLookup, whyForbiddenHost } from './addressGuard';

function lookUp(name: string, options: LookupOptions = {}) {
  return new Promise<string | LookupAddress[]>((resolve, reject) =>
    guardedLookup(name, options, (error, address) =>
      error ? reject(error) : resolve(address),
    ),
  );
}

describe('whyForbiddenHost', () => {
  it.each([
    '169.254.169.254',
    '169.254.170.23',
    '100.100.100.200',
    '192.0.0.192',
    '168.63.129.16',
    '0.0.0.0',
    '[::]',
    '[fe80::a9fe:a9fe]',
    '[febf::1]',
    '[fd00:ec2::254]',
    '[fd00:ec2::23]',
    '[fd20:ce::254]',
    '[::ffff:a9fe:a9fe]',
    '[::ffff:169.254.169.254]',
    '[64:ff9b::a9fe:a9fe]',
    '[64:ff9b::6464:64c8]',
    'metadata.google.internal',
    'METADATA.GOOGLE.INTERNAL.',
    'metadata.goog',
    'instance-data',
  ])('forbids %s', host => {
    expect(whyForbiddenHost(host)).toContain('hands out credentials');
  });

  it.each([
    'http://2852039166',
    'http://0xa9fea9fe',
    'http://0251.0376.0251.0376',
    'http://169.254.43518',
    'http://169.254.169.254.',
    'http://①⑥⑨.254.169.254',
    'http://[0:0:0:0:0:ffff:a9fe:a9fe]',
  ])('forbids %s, as a URL reads it', url => {
    expect(whyForbiddenHost(new URL(url).hostname)).toBeDefined();
  });

  it.each([
    '169.253.255.255',
    '169.255.0.0',
    '100.100.100.199',
    '[64:ff9b::a00:1]',
    '[::1]',
    '[fec0::1]',
    '[fd00:ec3::254]',
    'metadata.example.com',
    'a169.254.169.254',
  ])('lets %s be', host => {
    expect(whyForbiddenHost(host)).toBeUndefined();
  });
});

// The system itself reads these names as addresses, without asking anybody.
describe('guardedLookup', () => {
  it.each([
    '169.254.169.254',
    '2852039166',
    '0xa9fea9fe',
    '169.254.43518',
    '::ffff:169.254.169.254',
    '64:ff9b::169.254.169.254',
    'fe80::1',
    '0',
  ])('fails for %s, which leads to the cloud of the machine', async name => {
    for (const all of [true, false]) {
      await expect(lookUp(name, { all })).rejects.toThrow(
        `'${name}' leads to an address of the machine's cloud`,
      );
    }
  });

  it('gives one address or all, as it is asked', async () => {
    expect(await lookUp('127.1')).toBe('127.0.0.1');
    expect(await lookUp('127.1', { all: true })).toEqual([
      { address: '127.0.0.1', family: 4 },
    ]);
    expect(await lookUp('::1', { family: 6 })).toBe('::1');
  });

  it('fails as the system does where there is no address', async () => {
    await expect(lookUp('no..name')).rejects.toMatchObject({
      syscall: 'getaddrinfo',
    });
  });
});
