import { EventStream } from './EventStream';
import { UseMeter } from './use/UseMeter';

/** What the caller sees of a stream that comes in pieces of a length, and what was read of it. */
function pass(text: string, isUseHidden: boolean, length: number) {
  const meter = new UseMeter('chat', true);
  const stream = new EventStream(meter, isUseHidden);
  const bytes = Buffer.from(text);
  const seen: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += length) {
    seen.push(Buffer.from(stream.take(bytes.subarray(at, at + length))));
  }
  seen.push(Buffer.from(stream.end()));
  return { seen: Buffer.concat(seen).toString(), meter };
}

const data = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`;
const choice = { delta: { content: 'Dzień "usage" 👋' } };
const USE = { prompt_tokens: 3, completion_tokens: 4 };

describe('EventStream', () => {
  it.each([1, 2, 3, 7, 10_000])(
    'changes nothing of a stream, and reads what was used, in pieces of %d',
    length => {
      const text = `\uFEFF: hi\r\n\r\nevent: x\r\n${data({
        choices: [choice],
      })}data:a\ndata: b\n\n${data({ choices: [], usage: USE })}data: [DONE]`;
      const { meter, seen } = pass(text, false, length);
      expect(seen).toBe(text);
      expect(meter.total).toMatchObject({ inputTokens: 3, outputTokens: 4 });
    },
  );

  it.each([1, 2, 3, 7, 10_000])(
    'takes out what was added because use was asked for, and nothing else, in pieces of %d',
    length => {
      const { meter, seen } = pass(
        [
          ': hi\n\n',
          data({ id: 'a', choices: [choice], usage: null }),
          data({ choices: [], prompt_filter_results: [] }),
          data({ choices: [choice], usage: USE }),
          data({ choices: [], usage: USE }),
          'data: "usage" that is no JSON\n\n',
          'data: [DONE]',
        ].join(''),
        true,
        length,
      );
      expect(seen).toBe(
        [
          ': hi\n',
          data({ id: 'a', choices: [choice] }),
          data({ choices: [], prompt_filter_results: [] }),
          data({ choices: [choice], usage: USE }),
          'data: "usage" that is no JSON\n\n',
          'data: [DONE]\n\n',
        ].join(''),
      );
      expect(meter.total).toMatchObject({ inputTokens: 3 });
    },
  );
});
