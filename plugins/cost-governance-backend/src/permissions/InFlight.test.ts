import { InFlight } from './InFlight';

describe('InFlight', () => {
  /** A question whose answers are given by hand. */
  function question() {
    const answers: { give(value: string): void; refuse(why: Error): void }[] =
      [];
    const ask = jest.fn(
      () =>
        new Promise<string>((give, refuse) => {
          answers.push({ give, refuse });
        }),
    );
    return { ask, answers };
  }

  it('asks once what is asked at the same time, and again afterwards', async () => {
    const { answers, ask } = question();
    const asking = new InFlight<string>();
    const together = Array.from({ length: 100 }, () => asking.ask('a', ask));
    expect(ask).toHaveBeenCalledTimes(1);
    answers[0].give('yes');
    expect(new Set(await Promise.all(together))).toEqual(new Set(['yes']));
    const later = asking.ask('a', ask);
    expect(ask).toHaveBeenCalledTimes(2);
    answers[1].give('no');
    expect(await later).toBe('no');
  });

  it('does not take one question for another', async () => {
    const { answers, ask } = question();
    const asking = new InFlight<string>();
    const both = [asking.ask('a', ask), asking.ask('b', ask)];
    answers[1].give('b');
    answers[0].give('a');
    expect(await Promise.all(both)).toEqual(['a', 'b']);
  });

  it('fails for all who wait, and asks again afterwards', async () => {
    const { answers, ask } = question();
    const asking = new InFlight<string>();
    const both = [asking.ask('a', ask), asking.ask('a', ask)];
    answers[0].refuse(new Error('away'));
    for (const each of both) {
      await expect(each).rejects.toThrow('away');
    }
    const later = asking.ask('a', ask);
    answers[1].give('yes');
    expect(await later).toBe('yes');
  });
});
