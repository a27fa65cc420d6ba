import type { Entity } from '@backstage/catalog-model';
import { SPEC_COVERAGE_SPECS_ANNOTATION } from '../../catalog';

/*
 * domain banking
 * ├─ system payments
 * │  ├─ component ledger     owner payments   built from acme/payments
 * │  └─ component refunds    owner payments   built from acme/payments
 * └─ system access
 *    ├─ component login      owner identity   built from acme/identity
 *    └─ component archive    owner payments   built from no repository
 *
 * group finance
 * └─ group payments
 * group identity
 */

/** Which component names which specs, in the order in which they are named. */
export const SPECS_OF_COMPONENTS: Readonly<Record<string, readonly string[]>> =
  {
    'component:default/ledger': [
      'files:specs/ledger.md',
      'files:specs/fees.md',
      'files:specs/sessions.md',
      'jira:PAY-142',
    ],
    'component:default/refunds': [
      'files:specs/fees.md',
      'files:specs/glossary.md',
      'files:specs/refunds.md',
      'jira:PAY-150',
    ],
    'component:default/login': [
      'files:specs/glossary.md',
      'files:specs/login.md',
      'files:specs/sessions.md',
    ],
    'component:default/archive': ['files:specs/archive.md', 'jira:ID-77'],
  };

function entity(
  kind: string,
  name: string,
  spec: Record<string, string | string[]>,
  relations: Array<[type: string, targetRef: string]>,
  annotations: Record<string, string> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default', annotations },
    spec,
    relations: relations.map(([type, targetRef]) => ({ type, targetRef })),
  };
}

function component(
  name: string,
  options: { system: string; owner: string; repository?: string },
): Entity {
  const { system, owner, repository } = options;
  return entity(
    'Component',
    name,
    { type: 'service', lifecycle: 'production', owner, system },
    [
      ['ownedBy', `group:default/${owner}`],
      ['partOf', `system:default/${system}`],
    ],
    {
      [SPEC_COVERAGE_SPECS_ANNOTATION]:
        SPECS_OF_COMPONENTS[`component:default/${name}`].join(', '),
      ...(repository && { 'github.com/project-slug': repository }),
    },
  );
}

/** The catalog of the example, with its relations as the catalog gives them. */
export const ENTITIES: readonly Entity[] = [
  component('ledger', {
    system: 'payments',
    owner: 'payments',
    repository: 'acme/payments',
  }),
  component('refunds', {
    system: 'payments',
    owner: 'payments',
    repository: 'acme/payments',
  }),
  component('login', {
    system: 'access',
    owner: 'identity',
    repository: 'acme/identity',
  }),
  component('archive', { system: 'access', owner: 'payments' }),
  entity('System', 'payments', { owner: 'payments', domain: 'banking' }, [
    ['ownedBy', 'group:default/payments'],
    ['partOf', 'domain:default/banking'],
  ]),
  entity('System', 'access', { owner: 'identity', domain: 'banking' }, [
    ['ownedBy', 'group:default/identity'],
    ['partOf', 'domain:default/banking'],
  ]),
  entity('Domain', 'banking', { owner: 'finance' }, [
    ['ownedBy', 'group:default/finance'],
  ]),
  entity('Group', 'finance', { type: 'department', children: ['payments'] }, [
    ['parentOf', 'group:default/payments'],
  ]),
  entity(
    'Group',
    'payments',
    { type: 'team', parent: 'finance', children: [] },
    [['childOf', 'group:default/finance']],
  ),
  entity('Group', 'identity', { type: 'team', children: [] }, []),
];
