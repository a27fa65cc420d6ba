import { toCsv } from './csv';

describe('toCsv', () => {
  it('writes rows as RFC 4180 has them', () => {
    expect(
      toCsv([
        ['Day', 'Coverage'],
        ['2026-11-24', 66.6],
        ['2026-11-25', undefined],
      ]),
    ).toBe('Day,Coverage\r\n2026-11-24,66.6\r\n2026-11-25,\r\n');
  });

  it('quotes what would end a cell or a row', () => {
    expect(toCsv([['a,b', 'say "no"', 'two\nlines']])).toBe(
      '"a,b","say ""no""","two\nlines"\r\n',
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx'])(
    'keeps %j from being a formula',
    text => {
      expect(toCsv([[text]]).replace(/^"/, '')).toMatch(/^'/);
    },
  );

  it('leaves numbers below zero numbers', () => {
    expect(toCsv([[-5]])).toBe('-5\r\n');
  });
});
