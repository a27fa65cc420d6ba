import type { PolicyDecision } from '@backstage/plugin-permission-common';
import type {
  InvariantState,
  Spec,
} from '@proofline/backstage-plugin-spec-coverage-common';
import type { Knex } from 'knex';
import { component, isAtRest, startPortal } from './startPortal';
import { InMemorySource, type TestDocument } from './testDocuments';

export const LEDGER = 'memory:ledger';

/** When these tests begin. */
export const NOW = '2026-03-02T09:00:00.000Z';
export const IN_A_WEEK = '2026-03-09T09:00:00.000Z';
export const REASON = 'the bank checks it again';

/** L-1 is proven, L-2 is refuted. */
export const DOCUMENT: TestDocument = {
  claims: { 'L-1': 'proven', 'L-2': 'failed' },
};

/** A portal with one spec, of which risks can be accepted. The caller begins with `playDate(NOW)`. */
export async function startAccepting(
  knex: Knex,
  options: {
    document?: TestDocument;
    decide?: (permission: string) => PolicyDecision;
  } = {},
) {
  const { document = DOCUMENT, decide } = options;
  const source = new InMemorySource();
  source.put('ledger', document);
  const portal = await startPortal({
    knex,
    source,
    entities: [component('ledger', LEDGER)],
    // Longer than the clock is ever moved at once.
    config: { lease: '60d' },
    decide,
  });
  await portal.specWhen(LEDGER, isAtRest);
  const path = (key: string, ref = LEDGER) =>
    `${portal.specPath(ref)}/invariants/${key}/acceptance`;
  return {
    ...portal,
    knex,
    path,
    accept: (
      key: string,
      body: object = { reason: REASON, until: IN_A_WEEK },
      authorization?: string,
    ) => portal.call('put', path(key), { body, authorization }),
    withdraw: (key: string) => portal.call('delete', path(key)),
    spec: async (): Promise<Spec> =>
      (await portal.get(portal.specPath(LEDGER))).body,
  };
}

/** The state of one invariant of a spec. */
export function stateOf(spec: Spec, key: string): InvariantState {
  return spec.invariants.find(invariant => invariant.key === key)!.state;
}
