import { startGatewayProcess } from './__testUtils__/startGatewayProcess';
import { chatChunk, chatEvent } from './__testUtils__/vendorAnswers';
import { VendorServer } from './__testUtils__/VendorServer';

jest.setTimeout(120_000);

/** What each caller asks for, and how the vendor tells the two apart. */
const SHORT = 'a short answer';
const ENDLESS = 'an answer without end';

const USAGE = { prompt_tokens: 7, completion_tokens: 3, total_tokens: 10 };

describe('a backend that is stopped during streams through the gateway', () => {
  const closing: (() => Promise<unknown>)[] = [];

  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) {
      await close();
    }
  });

  /** A vendor that begins each stream, and gives the rest of a short one when it is told to. */
  async function startVendor() {
    const vendor = await VendorServer.start();
    closing.push(() => vendor.stop());
    const finish: (() => void)[] = [];
    vendor.handler = (_request, response) => {
      const { text, url } = vendor.received.at(-1)!;
      if (url === '/v1/models') {
        response.setHeader('content-type', 'application/json');
        response.end('{"object":"list","data":[]}');
        return;
      }
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(chatEvent({ content: 'one' }));
      if (text.includes(SHORT)) {
        finish.push(() => {
          const rest = chatChunk({ content: ' two' });
          const used = { ...chatChunk({}), choices: [], usage: USAGE };
          response.end(
            [rest, used]
              .map(each => `data: ${JSON.stringify(each)}\n\n`)
              .join('')
              .concat('data: [DONE]\n\n'),
          );
        });
      }
    };
    return { vendor, finish: () => finish.forEach(each => each()) };
  }

  it('lets them end, ends those that take too long, and settles each', async () => {
    const { finish, vendor } = await startVendor();
    const backend = await startGatewayProcess({ vendor, capacity: 1_000 });
    closing.push(() => backend.remove());
    const { openai } = backend;
    const begin = async (content: string) => {
      const stream = await openai.chat.completions.create({
        model: 'gpt-4o',
        messages: [{ role: 'user', content }],
        max_tokens: 50,
        stream: true,
      });
      const events = stream[Symbol.asyncIterator]();
      const first = await events.next();
      return {
        first: first.value!.choices[0].delta.content,
        async rest() {
          let text = '';
          for (;;) {
            const { done, value } = await events.next();
            if (done) {
              return text;
            }
            text += value.choices[0]?.delta.content ?? '';
          }
        },
      };
    };
    const short = await begin(SHORT);
    const endless = await begin(ENDLESS);
    expect([short.first, endless.first]).toEqual(['one', 'one']);

    const stopped = backend.stop();
    // Backstage lets nothing in any more once the stop has begun; until then the vendor answers.
    const ask = () => openai.models.list().catch(error => error.status);
    let status: unknown;
    while (status !== 503) {
      status = await ask();
    }
    finish();
    expect(await short.rest()).toBe(' two');
    await expect(endless.rest()).rejects.toThrow('The portal is being stopped');
    await stopped;

    const knex = backend.openDatabase();
    closing.push(() => knex.destroy());
    expect(await knex('reservations').pluck('state')).toEqual([
      'settled',
      'settled',
    ]);
    expect(await knex('usage').orderBy('recorded_at')).toMatchObject([
      { input_tokens: 7, output_tokens: 3, is_estimated: 0 },
      { output_tokens: 1, is_estimated: 1 },
    ]);
  });
});
