import { LiveQueries } from './LiveQueries';

const options = {
  fetch: () => new Promise<string>(() => {}),
  pollInterval: () => undefined,
};

describe('LiveQueries', () => {
  it('gives everybody who asks the same question the same query', () => {
    const queries = new LiveQueries();
    expect(queries.get('a', options)).toBe(queries.get('a', options));
    expect(queries.get('a', options)).not.toBe(queries.get('b', options));
  });

  it('forgets what nobody looked at for long, and nothing that is looked at', () => {
    const queries = new LiveQueries();
    const idle = queries.get('idle', options);
    const watched = queries.get('watched', options);
    const leave = watched.subscribe(() => {});
    for (let i = 0; i < 40; i++) {
      queries.get(`query ${i}`, options);
    }
    expect(queries.get('watched', options)).toBe(watched);
    expect(queries.get('idle', options)).not.toBe(idle);
    leave();
  });
});
