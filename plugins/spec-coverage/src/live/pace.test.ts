import { ResponseError } from '@backstage/errors';
import { pollInterval } from './pace';

const idle = { failures: 0 };

async function refusal(status: number) {
  return ResponseError.fromResponse(
    new Response('{}', {
      status,
      headers: { 'content-type': 'application/json' },
    }),
  );
}

describe('pollInterval', () => {
  it.each([
    { signals: false, busy: false, expected: 5000 },
    { signals: false, busy: true, expected: 1500 },
    { signals: true, busy: false, expected: 30_000 },
    { signals: true, busy: true, expected: 5000 },
  ])('is $expected ms for %j', ({ signals, busy, expected }) => {
    expect(pollInterval({ signals, busy, state: idle })).toBe(expected);
  });

  it('grows with each failure, up to 30 seconds', () => {
    const error = new Error('down');
    const intervals = [1, 2, 3, 9].map(failures =>
      pollInterval({ signals: true, busy: true, state: { error, failures } }),
    );
    expect(intervals).toEqual([2000, 4000, 8000, 30_000]);
  });

  it('is patient with a refusal and with what is not there yet', async () => {
    const of = async (status: number) =>
      pollInterval({
        signals: false,
        busy: false,
        state: { error: await refusal(status), failures: 1 },
      });
    await expect(of(403)).resolves.toBe(60_000);
    await expect(of(404)).resolves.toBe(10_000);
    // No refusal: who signs in again does not want to wait.
    await expect(of(401)).resolves.toBe(2_000);
  });
});
