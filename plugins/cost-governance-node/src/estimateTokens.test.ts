import { estimateTokens } from './estimateTokens';

describe('estimateTokens', () => {
  it('counts messages and the most that may be answered', () => {
    // 'hello world' is two tokens; a message adds four.
    expect(
      estimateTokens({
        messages: ['hello world', ''],
        maxOutputTokens: 100,
      }),
    ).toBe(100 + 2 + 4 + 4);
  });

  it('takes names of control tokens for text', () => {
    expect(
      estimateTokens({
        messages: ['a <|endoftext|> b'],
        maxOutputTokens: 0,
      }),
    ).toBe(13);
  });

  it('is not held up by a long text without a break', () => {
    // In one piece this takes minutes, and the test ends before.
    const count = estimateTokens({
      messages: ['a'.repeat(400_000)],
      maxOutputTokens: 0,
    });
    expect(count).toBeGreaterThanOrEqual(50_000);
    expect(count).toBeLessThan(51_000);
  });
});
