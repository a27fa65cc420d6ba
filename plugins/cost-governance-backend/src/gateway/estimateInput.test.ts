import { estimateInput, TOKENS_OF_IMAGE } from './estimateInput';

const BASE64 = 'A'.repeat(1_000_000);

describe('estimateInput', () => {
  it('counts the texts of messages, systems and tools', () => {
    const words = 'one two three four five six seven eight nine ten';
    const base = estimateInput({});
    for (const body of [
      { messages: [{ content: words }] },
      { messages: [{ content: [{ type: 'text', text: words }] }] },
      { system: words },
      { tools: [{ description: words }] },
      { input: words },
      { input: [words] },
      { prompt: words },
      { instructions: words },
    ]) {
      expect(estimateInput(body) - base).toBeGreaterThanOrEqual(10);
      expect(estimateInput(body) - base).toBeLessThan(25);
    }
    expect(estimateInput({ input: [1, 2, 3, 4, 5] })).toBeGreaterThan(base + 4);
  });

  it('counts an image as an image, however long it is', () => {
    const content = [
      {
        type: 'image_url',
        image_url: { url: `data:image/png;base64,${BASE64}` },
      },
      {
        type: 'image',
        source: { type: 'base64', media_type: 'image/png', data: BASE64 },
      },
      { type: 'input_image', image_url: `data:image/png;base64,${BASE64}` },
    ];
    for (const part of content) {
      const tokens = estimateInput({ messages: [{ content: [part] }] });
      expect(tokens).toBeGreaterThanOrEqual(TOKENS_OF_IMAGE);
      expect(tokens).toBeLessThan(TOKENS_OF_IMAGE + 50);
    }
  });

  it('does not count documents by the length of their base64', () => {
    const source = {
      type: 'base64',
      media_type: 'application/pdf',
      data: BASE64,
    };
    expect(
      estimateInput({
        messages: [{ content: [{ type: 'document', source }] }],
      }),
    ).toBeLessThan(20_000);
  });

  it('takes as many tokens for each character of a long text as for its beginning', () => {
    const text = 'one two three four five six seven eight nine ten ';
    const few = estimateInput({ prompt: text.repeat(600) });
    const many = estimateInput({ prompt: text.repeat(600_000) });
    expect(many / few).toBeGreaterThan(990);
    expect(many / few).toBeLessThan(1_010);
  });

  it('can be asked for what is nested deeply', () => {
    const depth = 100_000;
    const input = JSON.parse('['.repeat(depth) + ']'.repeat(depth));
    expect(estimateInput({ input })).toBeGreaterThan(0);
  });
});
