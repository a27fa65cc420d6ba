import { keyStateOf } from './keyState';

const NOW = Date.parse('2026-11-25T12:00:00Z');
const KEY = {
  id: '1',
  name: 'CI',
  tenant: 'group:default/payments',
  prefix: 'plk_abc',
  createdBy: 'user:default/mira',
  createdAt: '2026-11-01T00:00:00Z',
};

describe('keyStateOf', () => {
  it.each([
    [{}, 'active'],
    [{ expiresAt: '2026-11-25T12:00:01Z' }, 'active'],
    [{ expiresAt: '2026-11-25T12:00:00Z' }, 'expired'],
    [{ revokedAt: '2026-11-02T00:00:00Z' }, 'revoked'],
    [
      { revokedAt: '2026-11-02T00:00:00Z', expiresAt: '2026-11-03T00:00:00Z' },
      'revoked',
    ],
  ])('takes a key with %p for %s', (more, state) => {
    expect(keyStateOf({ ...KEY, ...more }, NOW)).toBe(state);
  });
});
