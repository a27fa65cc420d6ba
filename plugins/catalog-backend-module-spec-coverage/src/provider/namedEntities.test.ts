import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { namedEntities } from './namedEntities';

function entity(
  ref: { kind?: string; namespace?: string; name: string },
  options: {
    specs?: string;
    stories?: string;
    owners?: string[];
    origin?: string;
    apiVersion?: string;
    spec?: Entity['spec'];
  } = {},
): Entity {
  const annotations: Record<string, string> = {
    'backstage.io/managed-by-origin-location':
      options.origin ?? 'url:https://example.com/catalog-info.yaml',
  };
  if (options.specs !== undefined) {
    annotations['proofline.io/specs'] = options.specs;
  }
  if (options.stories !== undefined) {
    annotations['proofline.io/user-stories'] = options.stories;
  }
  return {
    apiVersion: options.apiVersion ?? 'backstage.io/v1alpha1',
    kind: ref.kind ?? 'Component',
    metadata: { name: ref.name, namespace: ref.namespace, annotations },
    spec: options.spec,
    relations: (options.owners ?? []).map(targetRef => ({
      type: 'ownedBy',
      targetRef,
    })),
  };
}

const PROOFLINE = 'proofline.io/v1alpha1';

/** The refs and owners of named entities. */
function owners(entities: Entity[]): Record<string, unknown> {
  return Object.fromEntries(
    namedEntities(entities).map(named => [
      stringifyEntityRef(named),
      named.spec.owner,
    ]),
  );
}

describe('namedEntities', () => {
  it('makes whole entities of what annotations name', () => {
    const location = 'spec-coverage:files:specs/ledger.md';
    expect(
      namedEntities([
        entity(
          { name: 'ledger' },
          {
            specs: 'files:specs/ledger.md',
            owners: ['group:default/payments'],
          },
        ),
      ]),
    ).toEqual([
      {
        apiVersion: PROOFLINE,
        kind: 'Spec',
        metadata: {
          name: 'files.specs__ledger.md',
          title: 'files:specs/ledger.md',
          annotations: {
            'backstage.io/managed-by-location': location,
            'backstage.io/managed-by-origin-location': location,
          },
        },
        spec: { ref: 'files:specs/ledger.md', owner: 'group:default/payments' },
      },
    ]);
  });

  it('tells a spec from a story of the same document', () => {
    expect(
      owners([
        entity(
          { name: 'ledger' },
          {
            specs: 'jira:PAY-1',
            stories: 'jira:PAY-1',
            owners: ['group:default/payments'],
          },
        ),
      ]),
    ).toEqual({
      'spec:default/jira.pay-1': 'group:default/payments',
      'userstory:default/jira.pay-1': 'group:default/payments',
    });
  });

  it.each<[string, Entity[], string]>([
    [
      'that of the first entity by its ref',
      [
        entity(
          { name: 'b' },
          { specs: 'jira:PAY-1', owners: ['group:default/b'] },
        ),
        entity(
          { name: 'a' },
          { specs: 'jira:PAY-1', owners: ['group:default/a'] },
        ),
      ],
      'group:default/a',
    ],
    [
      'that of the first entity which has one',
      [
        entity(
          { name: 'b' },
          { specs: 'jira:PAY-1', owners: ['group:default/b'] },
        ),
        entity({ name: 'a' }, { specs: 'jira:PAY-1' }),
      ],
      'group:default/b',
    ],
    [
      'the first of several owners',
      [
        entity(
          { name: 'a' },
          { specs: 'jira:PAY-1', owners: ['user:default/z', 'group:x/a'] },
        ),
      ],
      'group:x/a',
    ],
    [
      'a group that is annotated itself',
      [entity({ kind: 'Group', name: 'team' }, { specs: 'jira:PAY-1' })],
      'group:default/team',
    ],
    [
      'unknown where nobody is known',
      [entity({ name: 'a' }, { specs: 'jira:PAY-1' })],
      'unknown',
    ],
  ])('takes as owner %s', (_, entities, owner) => {
    const expected = { 'spec:default/jira.pay-1': owner };
    expect(owners(entities)).toEqual(expected);
    expect(owners([...entities].reverse())).toEqual(expected);
  });

  it('makes one entity of references that differ in case alone, always the same one', () => {
    const entities = [
      entity({ name: 'a' }, { specs: 'files:specs/ledger.md' }),
      entity({ name: 'b' }, { specs: 'files:specs/LEDGER.md' }),
    ];
    const refs = (order: Entity[]) =>
      namedEntities(order).map(named => named.spec.ref);
    expect(refs(entities)).toEqual(['files:specs/ledger.md']);
    expect(refs([...entities].reverse())).toEqual(['files:specs/ledger.md']);
  });

  it('leaves out what is declared, whoever names it', () => {
    expect(
      owners([
        entity(
          { name: 'ledger' },
          { specs: 'jira:PAY-1,jira:PAY-2', stories: 'jira:PAY-1' },
        ),
        entity({ kind: 'Spec', name: 'Jira.PAY-1' }, { apiVersion: PROOFLINE }),
      ]),
    ).toEqual({
      'spec:default/jira.pay-2': 'unknown',
      'userstory:default/jira.pay-1': 'unknown',
    });
  });

  it('does not take for declared what it made itself, and does not keep it for its own sake', () => {
    const made = namedEntities([
      entity({ name: 'ledger' }, { specs: 'jira:PAY-1' }),
    ]);
    expect(made).toHaveLength(1);
    expect(namedEntities(made)).toEqual([]);
    expect(
      namedEntities([
        ...made,
        entity({ name: 'ledger' }, { specs: 'jira:PAY-1' }),
      ]),
    ).toEqual(made);
  });

  it('makes the stories that a declared Spec names', () => {
    const spec = {
      ref: 'jira:PAY-1',
      owner: 'a',
      userStories: ['jira:PAY-10', 'userstory:default/refunds', 'nonsense'],
    };
    const name = 'jira.PAY-1';
    const options = { owners: ['group:default/a'], spec };
    expect(
      owners([
        entity({ kind: 'Spec', name }, { ...options, apiVersion: PROOFLINE }),
      ]),
    ).toEqual({ 'userstory:default/jira.pay-10': 'group:default/a' });
    expect(
      owners([
        entity(
          { kind: 'Spec', name },
          { ...options, apiVersion: 'example.com/v1' },
        ),
      ]),
    ).toEqual({});
  });

  it('makes nothing of what is no reference, or names a story that is an entity', () => {
    expect(
      owners([
        entity(
          { name: 'ledger' },
          {
            specs: 'nonsense,jira:,,',
            stories: 'userstory:default/checkout,userstory:a/b/c',
          },
        ),
      ]),
    ).toEqual({});
  });
});
