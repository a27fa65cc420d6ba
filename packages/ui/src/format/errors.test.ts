import { ResponseError } from '@backstage/errors';
import { messageOf, problemOf } from './errors';

async function responseError(status: number, name?: string, message = '') {
  const body = name
    ? {
        error: { name, message },
        request: { method: 'GET', url: '/' },
        response: { statusCode: status },
      }
    : undefined;
  return ResponseError.fromResponse(
    new Response(JSON.stringify(body), {
      status,
      headers: body ? { 'content-type': 'application/json' } : {},
    }),
  );
}

describe('problemOf', () => {
  it.each([
    [401, 'AuthenticationError', 'signed-out'],
    [403, 'NotAllowedError', 'denied'],
    [404, 'NotFoundError', 'not-found'],
    [404, undefined, 'not-installed'],
    [500, 'Error', 'other'],
  ])('takes %d %s for %s', async (status, name, problem) => {
    expect(problemOf(await responseError(status, name))).toBe(problem);
  });

  it('takes an error of the network for an unreachable backend', () => {
    expect(problemOf(new TypeError('Failed to fetch'))).toBe('unreachable');
  });
});

describe('messageOf', () => {
  it('is what the backend said', async () => {
    const error = await responseError(500, 'Error', 'The disk is full');
    expect(messageOf(error)).toBe('The disk is full');
  });

  it('is the message of any other error', () => {
    expect(messageOf(new Error('Failed to fetch'))).toBe('Failed to fetch');
  });
});
