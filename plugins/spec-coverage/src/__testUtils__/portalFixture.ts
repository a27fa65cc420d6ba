import type { Entity } from '@backstage/catalog-model';
import {
  countStates,
  type InvariantState,
  specEntityRef,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { parseEntityRef } from '@backstage/catalog-model';
import { secondsAgo } from './fixtures';
import type { CountedSpec } from './TestPortal';

const DAY = 24 * 60 * 60;

function counted(
  name: string,
  states: InvariantState[],
  more: Partial<CountedSpec>,
): CountedSpec {
  return {
    ref: `files:specs/${name}.md`,
    title: name,
    source: 'files',
    state: 'proven',
    counts: countStates(states),
    owner: 'group:default/ledger-team',
    system: 'system:default/payments',
    component: `component:default/${name}`,
    ...more,
  };
}

/**
 * Three specs. All: 6 invariants, 3 proven (50 %), 1 of 3 specs proven, 2 drifts. System payments: 4 invariants, 3 proven (75 %), 1 drift.
 * System sales: 2 invariants, none proven, 1 drift, in Jira.
 */
export const PORTAL_SPECS: CountedSpec[] = [
  counted('ledger', ['proven', 'proven'], { repository: 'acme/payments' }),
  counted('refunds', ['proven', 'failed'], {
    state: 'unproven',
    owner: 'group:default/checkout-team',
    openedAt: secondsAgo(2 * 60 * 60),
  }),
  counted('basket', ['stale', 'stale'], {
    ref: 'jira:SALES-1',
    title: 'Basket',
    source: 'jira',
    state: 'drifted',
    owner: 'group:default/checkout-team',
    system: 'system:default/sales',
    openedAt: secondsAgo(10 * DAY),
  }),
];

/** An entity of the catalog by its ref. */
export function anEntity(ref: string, title?: string): Entity {
  const { kind, name, namespace } = parseEntityRef(ref);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: kind.charAt(0).toLocaleUpperCase('en-US') + kind.slice(1),
    metadata: { name, namespace, title },
  };
}

/** What the catalog has of it. The refunds' document is one of a folder and has no entity of its own. */
export const PORTAL_ENTITIES: Entity[] = [
  anEntity('group:default/ledger-team', 'Ledger team'),
  anEntity('group:default/checkout-team', 'Checkout team'),
  anEntity('system:default/payments', 'Payments'),
  anEntity('system:default/sales', 'Sales'),
  anEntity(specEntityRef('jira:SALES-1')),
];
