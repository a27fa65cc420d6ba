import { tenantCharge } from './__testUtils__/charges';
import { describeTokenBuckets } from './__testUtils__/describeTokenBuckets';
import { MemoryTokenBuckets } from './MemoryTokenBuckets';

describeTokenBuckets('MemoryTokenBuckets', async () => {
  let now = 1_700_000_000_000;
  return {
    buckets: new MemoryTokenBuckets({ now: () => now }),
    advance: async ms => {
      now += ms;
    },
  };
});

describe('MemoryTokenBuckets', () => {
  it('takes no more memory than what is in use', async () => {
    let now = 0;
    const buckets = new MemoryTokenBuckets({ now: () => now });
    let largest = 0;
    for (let index = 0; index < 20_000; index++) {
      now += 1_000;
      await buckets.reserve({
        tenant: `tenant ${index}`,
        requestId: 'a',
        tokens: 1,
        // Full again after a second.
        charges: [tenantCharge(10, 60)],
        expiresInMs: 10_000,
      });
      largest = Math.max(largest, buckets.size);
    }
    expect(largest).toBeLessThan(3_000);
  });

  it('adds nothing when its clock goes back', async () => {
    let now = 1_000_000;
    const buckets = new MemoryTokenBuckets({ now: () => now });
    const charges = [tenantCharge(60, 60)];
    const request = { tenant: 'a', tokens: 60, charges, expiresInMs: 1 };
    await buckets.reserve({ ...request, requestId: '1' });
    now -= 500_000;
    await buckets.reserve({ ...request, tokens: 1, requestId: '2' });
    now += 500_000;
    expect((await buckets.levels('a', charges))[0].tokens).toBe(0);
  });

  it('tells the time of day', async () => {
    const before = Date.now();
    const result = await new MemoryTokenBuckets().reserve({
      tenant: 'a',
      requestId: '1',
      tokens: 1,
      charges: [tenantCharge(1)],
      expiresInMs: 1_000_000,
    });
    const expiresAtMs = 'expiresAtMs' in result ? result.expiresAtMs : 0;
    expect(Math.abs(expiresAtMs - before - 1_000_000)).toBeLessThan(60_000);
  });
});
