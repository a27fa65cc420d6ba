import { UseMeter } from './UseMeter';

const ESTIMATED = { inputTokens: 9, maxOutputTokens: 100 };

function read(
  kind: ConstructorParameters<typeof UseMeter>[0],
  isStream: boolean,
  ...events: unknown[]
): UseMeter {
  const meter = new UseMeter(kind, isStream);
  events.forEach(event => meter.read(JSON.stringify(event)));
  return meter;
}

describe('UseMeter', () => {
  it('counts all that Anthropic wrote to its cache as for minutes where it does not say for how long', () => {
    const meter = read('messages', false, {
      usage: {
        input_tokens: 1,
        cache_creation_input_tokens: 5,
        cache_read_input_tokens: null,
        output_tokens: 2,
      },
    });
    expect(meter.total).toEqual({
      inputTokens: 6,
      cachedInputTokens: 0,
      cacheWriteInputTokens: 5,
      longCacheWriteInputTokens: 0,
      outputTokens: 2,
    });
  });

  it('takes the last numbers of a stream, which are of all of it, and adds none up', () => {
    const start = {
      input_tokens: 10,
      cache_read_input_tokens: 4,
      output_tokens: 1,
    };
    const meter = read(
      'messages',
      true,
      { type: 'message_start', message: { model: 'claude-x', usage: start } },
      { type: 'message_delta', usage: { output_tokens: 5 } },
      {
        type: 'message_delta',
        usage: {
          input_tokens: 30,
          cache_read_input_tokens: null,
          output_tokens: 7,
        },
      },
    );
    expect(meter.total).toMatchObject({
      inputTokens: 34,
      cachedInputTokens: 4,
      outputTokens: 7,
    });
    expect(meter.model).toBe('claude-x');
  });

  it.each(['response.completed', 'response.incomplete', 'response.failed'])(
    'reads use from %s',
    type => {
      const usage = { input_tokens: 1, output_tokens: 2 };
      expect(
        read('responses', true, { type, response: { usage } }).total,
      ).toMatchObject({ inputTokens: 1, outputTokens: 2 });
    },
  );

  it('never has parts that are more than the whole, with which nothing could be settled', () => {
    const { total } = read('chat', false, {
      usage: {
        prompt_tokens: 10,
        completion_tokens: 1,
        prompt_tokens_details: { cached_tokens: 8, cache_write_tokens: 8 },
      },
    });
    expect(total).toMatchObject({
      inputTokens: 10,
      cachedInputTokens: 8,
      cacheWriteInputTokens: 2,
    });
  });

  it.each([-1, 1.5, '7', null, 1e300, undefined])(
    'does not take %p for a number of tokens',
    prompt => {
      const meter = read('chat', false, {
        usage: { prompt_tokens: prompt, completion_tokens: 1 },
      });
      expect(meter.total).toBeUndefined();
    },
  );

  it('estimates text, reasoning and calls of tools that were passed on', () => {
    const text = 'one two three four five six seven eight nine ten';
    const calls = [{ index: 0, function: { name: 'f', arguments: text } }];
    const output = (kind: 'chat' | 'messages' | 'responses', event: object) =>
      read(kind, true, event).estimate(ESTIMATED).outputTokens;
    const block = (delta: object) => ({ type: 'content_block_delta', delta });
    for (const tokens of [
      output('chat', { choices: [{ delta: { content: text } }] }),
      output('chat', { choices: [{ delta: { tool_calls: calls } }] }),
      output('chat', { choices: [{ delta: { reasoning_content: text } }] }),
      output('messages', block({ text })),
      output('messages', block({ thinking: text })),
      output('messages', block({ partial_json: text })),
      output('responses', {
        type: 'response.function_call_arguments.delta',
        delta: text,
      }),
    ]) {
      expect(tokens).toBeGreaterThanOrEqual(10);
      expect(tokens).toBeLessThan(15);
    }
  });
});
