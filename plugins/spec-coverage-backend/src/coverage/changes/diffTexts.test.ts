import type { DiffLine } from '@proofline/backstage-plugin-spec-coverage-common';
import fc from 'fast-check';
import { diffClaims } from './diffClaims';
import { diffTexts, type TextDiff } from './diffTexts';

/** Puts the newer lines of a comparison in the place of the older ones. */
function apply(before: string, { hunks }: TextDiff): string {
  const old = before.split('\n');
  const result: string[] = [];
  let at = 0;
  const textOf = (lines: DiffLine[], not: DiffLine['type']) =>
    lines.filter(line => line.type !== not).map(line => line.text);
  for (const { fromLine, lines } of hunks) {
    const removed = textOf(lines, 'added');
    const start = fromLine - 1;
    result.push(...old.slice(at, start), ...textOf(lines, 'removed'));
    expect(old.slice(start, start + removed.length)).toEqual(removed);
    at = start + removed.length;
  }
  return [...result, ...old.slice(at)].join('\n');
}

describe('diffTexts', () => {
  it('tells how one text becomes the other', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b c', 'b d', '', '+', '- x', '\\ y'), {
        maxLength: 30,
      })
      .map(lines => lines.map(line => `${line}\n`).join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const diff = diffTexts(before, after);
        expect(diff.truncated).toBe(false);
        expect(diff.hunks.length === 0).toBe(before === after);
        expect(apply(before, diff)).toBe(after);
      }),
    );
  });

  it('marks the words that differ, and leaves lines unmarked that have nothing in common', () => {
    const { hunks } = diffTexts(
      'the balance is at least 0\nsame\nfee\n',
      'the balance is at least 1\nsame\nxyz\n',
    );
    expect(hunks).toEqual([
      {
        fromLine: 1,
        toLine: 1,
        lines: [
          {
            type: 'removed',
            text: 'the balance is at least 0',
            changes: [{ start: 24, end: 25 }],
          },
          {
            type: 'added',
            text: 'the balance is at least 1',
            changes: [{ start: 24, end: 25 }],
          },
          { type: 'same', text: 'same' },
          { type: 'removed', text: 'fee' },
          { type: 'added', text: 'xyz' },
        ],
      },
    ]);
  });

  it('says when it does not show everything', () => {
    const lines = (count: number, word: string) =>
      Array.from({ length: count }, (_, index) => `${word} ${index}\n`).join(
        '',
      );
    expect(diffTexts(lines(9_000, 'a'), lines(9_000, 'b'))).toEqual({
      hunks: [],
      truncated: true,
    });
    const long = diffTexts('', lines(1_500, 'a'));
    expect(long.truncated).toBe(true);
    expect(long.hunks.flatMap(hunk => hunk.lines)).toHaveLength(1_000);
    const wide = diffTexts('a\n', `${'b'.repeat(1_000_000)}\n`);
    expect(wide.truncated).toBe(true);
    expect(wide.hunks[0].lines[1].text.length).toBeLessThan(2_100);
  });
});

describe('diffClaims', () => {
  it('tells which claims changed, came and went', () => {
    expect(
      diffClaims(
        [
          { key: 'A', text: 'a', body: '1', language: 'smt2' },
          { key: 'B', text: 'b' },
          { key: 'C', text: 'c' },
        ],
        [
          { key: 'C', text: 'c' },
          { key: 'A', text: 'a', body: '2', language: 'smt2', story: 'x:1' },
          { key: 'D', text: 'd' },
        ],
      ),
    ).toMatchObject([
      { key: 'A', change: 'changed', parts: ['body', 'story'] },
      { key: 'D', change: 'added', after: { text: 'd' } },
      { key: 'B', change: 'removed', before: { text: 'b' } },
    ]);
  });
});
