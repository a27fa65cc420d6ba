import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import {
  type LlmBudgetService,
  llmBudgetServiceRef,
  LlmTokensExhaustedError,
} from '@proofline/backstage-plugin-cost-governance-node';
import { costGovernancePlugin } from './plugin';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

const REQUEST = {
  tenant: 'group:default/payments',
  model: 'gpt-4o',
  estimate: 600,
};

describe('llmBudgetServiceRef', () => {
  it.each(databases.eachSupportedId())(
    'keeps another plugin within the budget that the backend gives, %p',
    async id => {
      const knex = await databases.init(id);
      const found: LlmBudgetService[] = [];
      const backend = await startTestBackend({
        features: [
          costGovernancePlugin,
          createBackendPlugin({
            pluginId: 'writer',
            register(env) {
              env.registerInit({
                deps: {
                  budget: llmBudgetServiceRef,
                  logger: coreServices.logger,
                },
                async init({ budget }) {
                  found.push(budget);
                },
              });
            },
          }),
          mockServices.database.factory({ knex }),
          mockServices.rootConfig.factory({
            data: {
              costGovernance: {
                llm: {
                  limits: { default: { capacity: 1_000, refillPerMinute: 0 } },
                  prices: [
                    {
                      model: 'gpt-4o',
                      from: '2000-01-01',
                      input: 2,
                      output: 5,
                    },
                  ],
                },
              },
            },
          }),
        ],
      });
      try {
        const [budget] = found;
        const usage = { inputTokens: 10, outputTokens: 4 };
        const result = await budget.withReservation(
          REQUEST,
          async reservation => {
            expect(reservation.remainingTokens).toBe(400);
            await expect(
              budget.withReservation(REQUEST, async () => ({
                result: 'second',
                usage,
              })),
            ).rejects.toThrow(LlmTokensExhaustedError);
            return { result: 'first', usage };
          },
        );
        expect(result).toBe('first');
        await budget
          .withReservation(REQUEST, async () => {
            throw new Error('not made');
          })
          .catch(() => {});
        const rows = await knex('reservations')
          .orderBy('created_at')
          .select('state', 'reserved_by');
        expect(rows).toEqual([
          { state: 'settled', reserved_by: 'plugin:writer' },
          { state: 'released', reserved_by: 'plugin:writer' },
        ]);
        const [used] = await knex('usage');
        expect(Number(used.cost_micro_usd)).toBe(40);
      } finally {
        await backend.stop();
      }
    },
  );
});
