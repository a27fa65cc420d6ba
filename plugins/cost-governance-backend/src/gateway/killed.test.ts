import type { Knex } from 'knex';
import { PAYMENTS } from '../__testUtils__/startGovernance';
import { describeWithRedis } from '../buckets/__testUtils__/describeWithRedis';
import { RedisServer } from '../buckets/__testUtils__/RedisServer';
import { startGateway } from './__testUtils__/startGateway';
import { startGatewayProcess } from './__testUtils__/startGatewayProcess';
import { chatEvent } from './__testUtils__/vendorAnswers';
import { VendorServer } from './__testUtils__/VendorServer';

jest.setTimeout(120_000);

const CAPACITY = 100_000;
const chat = {
  model: 'gpt-4o',
  messages: [{ role: 'user' as const, content: 'Hello' }],
  max_tokens: 50,
};

describeWithRedis(
  'a process that is killed during a stream through the gateway',
  () => {
    const closing: (() => Promise<unknown>)[] = [];

    afterEach(async () => {
      for (const close of closing.splice(0).reverse()) {
        await close();
      }
    });

    /**
     * Starts a backend of its own, lets it pass the beginning of a stream on, and kills it.
     *
     * @returns the database that the killed process has left behind
     */
    async function killDuringStream(redis: string): Promise<Knex> {
      const vendor = await VendorServer.start();
      closing.push(() => vendor.stop());
      vendor.handler = (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(chatEvent({ content: 'one ' }));
      };
      const backend = await startGatewayProcess({
        vendor,
        capacity: CAPACITY,
        redis,
      });
      closing.push(() => backend.remove());
      const stream = await backend.openai.chat.completions.create({
        ...chat,
        stream: true,
      });
      const read = async () => {
        for await (const { choices } of stream) {
          expect(choices[0].delta.content).toBe('one ');
          process.kill(backend.pid, 'SIGKILL');
        }
      };
      await expect(read()).rejects.toThrow();
      const knex = backend.openDatabase();
      closing.push(() => knex.destroy());
      return knex;
    }

    it('leaves no free tokens, and no reservation that is never ended', async () => {
      const redis = await RedisServer.start({ durability: 'always' });
      closing.push(() => redis.remove());
      const knex = await killDuringStream(redis.url);
      const second = await startGateway({ knex, redis: redis.url });
      closing.push(() => second.stop());
      const left = async () => {
        const path = `/llm/tenants/${encodeURIComponent(PAYMENTS)}`;
        return (await second.call('get', path)).body.limits[0].tokens;
      };
      const [{ state, tokens }] = await knex('reservations');
      expect(state).toBe('open');
      expect(tokens).toBeGreaterThan(chat.max_tokens);
      expect(await left()).toBe(CAPACITY - tokens);

      await knex('reservations').update({ expires_at: new Date(0) });
      await second.scheduler.triggerTask('cost-governance-expire-reservations');
      expect(await knex('reservations').pluck('state')).toEqual(['expired']);
      expect(await knex('usage')).toMatchObject([
        { kind: 'expired', tenant: PAYMENTS, unsettled_tokens: tokens },
      ]);
      expect(await left()).toBe(CAPACITY - tokens);

      // The portal goes on.
      await second.openai().chat.completions.create(chat);
      const { states, usage } = await second.ledger();
      expect(states.sort()).toEqual(['expired', 'settled']);
      expect(usage).toHaveLength(2);
    });
  },
);
