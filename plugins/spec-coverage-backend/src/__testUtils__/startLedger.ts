import type { Knex } from 'knex';
import { component, isAtRest, startPortal } from './startPortal';
import { InMemorySource } from './testDocuments';

export const LEDGER = 'memory:ledger';

/** A portal with one component that names one spec, of which one claim is proven and one refuted. */
export async function startLedger(
  knex: Knex,
  options: { repository?: string } = {},
) {
  const { repository = 'acme/payments' } = options;
  const source = new InMemorySource();
  source.put('ledger', {
    title: 'Ledger',
    story: 'jira:PAY-10',
    claims: { 'L-1': 'proven', 'L-2': 'failed' },
  });
  const portal = await startPortal({
    knex,
    source,
    entities: [component('ledger', LEDGER, { repository })],
  });
  await portal.specWhen(LEDGER, isAtRest);
  return {
    ...portal,
    /** The status of an answer, and the sentence that says what is wrong. */
    async refusal(path: string) {
      const { status, body } = await portal.get(path);
      return { status, message: body.error?.message as string | undefined };
    },
  };
}
