import { fillDays } from './days';

describe('fillDays', () => {
  it('has each day once, also over the end of a month', () => {
    expect(
      fillDays(
        { from: '2026-10-30', to: '2026-11-02' },
        new Map([['2026-10-31', 'found']]),
        day => day,
      ),
    ).toEqual(['2026-10-30', 'found', '2026-11-01', '2026-11-02']);
  });
});
