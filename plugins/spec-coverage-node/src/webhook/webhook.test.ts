import { createHmac } from 'node:crypto';
import { isOneOfSecrets, isSignedWith } from './isSignedWith';
import { parseJsonBody } from './parseJsonBody';

const rawBody = Buffer.from('{"a":1}');
const sign = (secret: string, body = rawBody) =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

describe('isSignedWith', () => {
  it('takes a signature with any of the secrets', () => {
    const secrets = ['new', 'old'];
    for (const secret of secrets) {
      expect(isSignedWith({ secrets, rawBody, signature: sign(secret) })).toBe(
        true,
      );
    }
  });

  it.each([
    undefined,
    '',
    'sha256=',
    sign('other'),
    sign('old', Buffer.from('{"a":2}')),
    sign('old').slice(0, -1),
    `${sign('old')}0`,
    `${sign('old')}, ${sign('old')}`,
    sign('old').replace('sha256', 'sha1'),
    sign('old').slice('sha256='.length),
    `sha256=${'0'.repeat(64)}`,
  ])('refuses %p', signature => {
    expect(isSignedWith({ secrets: ['old'], rawBody, signature })).toBe(false);
  });

  it('signs nothing with an empty secret, or with none', () => {
    expect(() =>
      isSignedWith({ secrets: [''], rawBody, signature: sign('') }),
    ).toThrow('empty');
    expect(isSignedWith({ secrets: [], rawBody, signature: sign('') })).toBe(
      false,
    );
  });
});

describe('isOneOfSecrets', () => {
  it('compares texts of any length', () => {
    expect(isOneOfSecrets(['new', 'old'], 'old')).toBe(true);
    for (const given of [undefined, '', 'o', 'older', 'x'.repeat(100_000)]) {
      expect(isOneOfSecrets(['new', 'old'], given)).toBe(false);
    }
    expect(() => isOneOfSecrets([''], '')).toThrow('empty');
  });
});

describe('parseJsonBody', () => {
  it('reads an object', () => {
    expect(parseJsonBody(Buffer.from('{"a":"]]]]{\\"[","b":[[{}]]}'))).toEqual({
      a: ']]]]{"[',
      b: [[{}]],
    });
  });

  it.each([
    ['', 'not JSON'],
    ['canary', 'not JSON'],
    ['[1]', 'not a JSON object'],
    ['null', 'not a JSON object'],
    ['"canary"', 'not a JSON object'],
    [`{"a":${'['.repeat(200)}${']'.repeat(200)}}`, 'levels deep'],
    [`{"a":${'{"b":'.repeat(100_000)}`, 'levels deep'],
  ])('refuses %.20s without quoting it', (body, words) => {
    expect(() => parseJsonBody(Buffer.from(body))).toThrow(words);
    expect(() => parseJsonBody(Buffer.from(body))).not.toThrow('canary');
  });

  it('refuses what is not UTF-8', () => {
    expect(() => parseJsonBody(Buffer.from([0x7b, 0xff, 0x7d]))).toThrow(
      'not UTF-8',
    );
  });
});
