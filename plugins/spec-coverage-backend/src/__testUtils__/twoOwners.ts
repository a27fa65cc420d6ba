import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import { RESOURCE_TYPE_SPEC_COVERAGE_SPEC } from '@proofline/backstage-plugin-spec-coverage-common';
import type { Knex } from 'knex';
import { component, isAtRest, startPortal } from './startPortal';
import { TestCatalog } from './TestCatalog';
import { InMemorySource } from './testDocuments';
import { until } from './until';

/*
 * A portal with something to hide. Whatever belongs to the vault alone has "vault" in its name or text, so that it is noticed wherever
 * it comes out; the ledger is there for all to see, and both share a spec.
 *
 *   component ledger  owner payments  system money   built from acme/ledger   memory:ledger (3), memory:shared (2)
 *   component vault   owner vault     system vault   built from acme/vault    memory:vault (4), other:vault (1), memory:shared
 */

export const LEDGER = 'memory:ledger';
export const SHARED = 'memory:shared';
export const VAULT = 'memory:vault';
export const OTHER_VAULT = 'other:vault';

/** Who asks. What they may is decided by {@link decide}, but for `hidden`: from them the catalog hides the vault. */
export const CALLERS = {
  all: 'user:default/all',
  denied: 'user:default/denied',
  reader: 'user:default/reader',
  bySource: 'user:default/by-source',
  byOwner: 'user:default/by-owner',
  hidden: 'user:default/hidden',
} as const;

export type Caller = keyof typeof CALLERS;

export function headerOf(caller: Caller): string {
  return mockCredentials.user.header(CALLERS[caller]);
}

function condition(
  rule: string,
  params: Record<string, string[]>,
): PolicyDecision {
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'spec-coverage',
    resourceType: RESOURCE_TYPE_SPEC_COVERAGE_SPEC,
    conditions: {
      anyOf: [{ rule, resourceType: RESOURCE_TYPE_SPEC_COVERAGE_SPEC, params }],
    },
  };
}

function decide(permission: string, caller: string): PolicyDecision {
  if (permission.startsWith('catalog.')) {
    return { result: AuthorizeResult.ALLOW };
  }
  switch (caller) {
    case CALLERS.denied:
    case 'denied-service':
      return { result: AuthorizeResult.DENY };
    case CALLERS.reader:
      return {
        result:
          permission === 'specCoverage.spec.read'
            ? AuthorizeResult.ALLOW
            : AuthorizeResult.DENY,
      };
    case CALLERS.bySource:
      return condition('HAS_SOURCE', { sources: ['memory'] });
    case CALLERS.byOwner:
      return condition('IS_ENTITY_OWNER', {
        claims: ['group:default/payments'],
      });
    default:
      return { result: AuthorizeResult.ALLOW };
  }
}

function parent(kind: string, name: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default' },
    spec: {},
  };
}

/** Starts the portal, and waits until all is proven that can be, and counted. */
export async function startTwoOwners(
  knex: Knex,
  options: Partial<Parameters<typeof startPortal>[0]> = {},
) {
  const source = new InMemorySource();
  const other = new InMemorySource('other');
  source.put('ledger', {
    title: 'Ledger',
    story: 'jira:PAY-10',
    claims: { 'L-1': 'proven', 'L-2': 'failed', 'L-3': 'none' },
  });
  source.put('shared', {
    title: 'Shared',
    story: 'jira:PAY-10',
    claims: { 'S-1': 'proven', 'S-2': 'proven' },
  });
  source.put('vault', {
    title: 'Vault',
    story: 'jira:VAULT-1',
    claims: {
      'VAULT-1': 'proven',
      'VAULT-2': 'failed',
      'VAULT-3': 'vacuous',
      'VAULT-4': 'none',
    },
  });
  other.put('vault', {
    title: 'Other vault',
    // The story is that of the ledger too: its share must not show.
    story: 'jira:PAY-10',
    claims: { 'VAULT-9': 'proven' },
  });
  const catalog = new TestCatalog([
    component('ledger', `${LEDGER}, ${SHARED}`, {
      system: 'system:default/money',
      repository: 'acme/ledger',
    }),
    component('vault', `${VAULT}, ${OTHER_VAULT}, ${SHARED}`, {
      owner: 'group:default/vault',
      stories: 'jira:VAULT-2',
      system: 'system:default/vault',
      repository: 'acme/vault',
    }),
    parent('System', 'money'),
    parent('System', 'vault'),
    parent('Group', 'payments'),
    parent('Group', 'vault'),
  ]);
  catalog.hide(CALLERS.hidden, [
    'component:default/vault',
    'system:default/vault',
    'group:default/vault',
  ]);
  const portal = await startPortal({
    knex,
    catalog,
    source,
    moreSources: [other],
    decide,
    ...options,
  });
  for (const ref of [LEDGER, SHARED, VAULT, OTHER_VAULT]) {
    await portal.specWhen(ref, spec => isAtRest(spec) && Boolean(spec.counts));
  }
  await until(
    async () => (await knex('proof_jobs').where('state', 'succeeded')).length,
    count => count === 4,
  );
  await portal.rolledUp();
  const jobOf = async (ref: string): Promise<string> =>
    (await knex('proof_jobs').where('spec_ref', ref).first()).id;
  return {
    ...portal,
    jobs: { ledger: await jobOf(LEDGER), vault: await jobOf(VAULT) },
  };
}
