import type { Entity } from '@backstage/catalog-model';
import type { AlphaEntity } from '@backstage/catalog-model/alpha';
import type { CatalogProcessorResult } from '@backstage/plugin-catalog-node';
import { SpecCoverageEntitiesProcessor } from './SpecCoverageEntitiesProcessor';

const location = { type: 'url', target: 'https://example.com/a.yaml' };

function entity(
  kind: string,
  spec: Record<string, unknown>,
  metadata: Partial<Entity['metadata']> = {},
): Entity {
  return {
    apiVersion: ['Spec', 'UserStory'].includes(kind)
      ? 'proofline.io/v1alpha1'
      : 'backstage.io/v1alpha1',
    kind,
    metadata: { name: 'one', ...metadata },
    spec: spec as Entity['spec'],
  };
}

async function process(input: Entity) {
  const emitted: CatalogProcessorResult[] = [];
  const output: AlphaEntity =
    await new SpecCoverageEntitiesProcessor().postProcessEntity(
      input,
      location,
      result => emitted.push(result),
    );
  const ref = (target: { kind: string; namespace: string; name: string }) =>
    `${target.kind}:${target.namespace}/${target.name}`.toLocaleLowerCase(
      'en-US',
    );
  const relations = emitted.map(result =>
    result.type === 'relation'
      ? `${ref(result.relation.source)} ${result.relation.type} ${ref(
          result.relation.target,
        )}`
      : result.type,
  );
  return { output, relations };
}

describe('validation', () => {
  const processor = new SpecCoverageEntitiesProcessor();

  it.each<[string, Entity]>([
    ['a Spec', entity('Spec', { ref: 'jira:PAY-1', owner: 'a' })],
    [
      'a Spec with all fields',
      entity('Spec', {
        ref: 'files:specs/ledger.md',
        owner: 'user:default/a',
        specifies: ['ledger', 'api:payments/ledger'],
        userStories: ['jira:PAY-10', 'userstory:default/checkout'],
      }),
    ],
    ['a UserStory', entity('UserStory', { ref: 'jira:PAY-10', owner: 'a' })],
    [
      'a UserStory that is its own document',
      entity('UserStory', { ref: 'userstory:default/one', owner: 'a' }),
    ],
  ])('takes %s', async (_, valid) => {
    await expect(processor.validateEntityKind(valid)).resolves.toBe(true);
  });

  it.each<[string, Entity]>([
    ['another kind', entity('Component', { type: 'service' })],
    [
      'a Spec of somebody else',
      {
        ...entity('Spec', { ref: 'nonsense' }),
        apiVersion: 'example.com/v1',
      },
    ],
  ])('leaves %s to others', async (_, other) => {
    await expect(processor.validateEntityKind(other)).resolves.toBe(false);
  });

  it.each<[string, Entity, string]>([
    [
      'no owner',
      entity('Spec', { ref: 'jira:PAY-1' }),
      "/spec must have required property 'owner'",
    ],
    [
      'an unreadable ref',
      entity('Spec', { ref: 'nonsense', owner: 'a' }),
      "Spec 'one' is not valid: spec.ref: 'nonsense' is not a spec reference",
    ],
    [
      'an unreadable ref of a story',
      entity('UserStory', { ref: 'jira:', owner: 'a' }),
      "UserStory 'one' is not valid: spec.ref: 'jira:' is not a spec reference",
    ],
    [
      'an unreadable owner',
      entity('UserStory', { ref: 'jira:PAY-1', owner: 'group:' }),
      "UserStory 'one' is not valid: spec.owner: Entity reference",
    ],
    [
      'an unreadable story',
      entity('Spec', {
        ref: 'jira:PAY-1',
        owner: 'a',
        userStories: ['jira:PAY-10', 'PAY-11'],
      }),
      "Spec 'one' is not valid: spec.userStories[1]: 'PAY-11' is not a spec reference",
    ],
    [
      'an unreadable entity ref',
      entity('Spec', { ref: 'jira:PAY-1', owner: 'a', specifies: ['api:'] }),
      "Spec 'one' is not valid: spec.specifies[0]: Entity reference",
    ],
  ])('refuses an entity with %s', async (_, broken, message) => {
    await expect(processor.validateEntityKind(broken)).rejects.toThrow(message);
  });

  it('names all that is wrong at once', async () => {
    await expect(
      processor.validateEntityKind(
        entity('Spec', { ref: 'one', owner: 'a', userStories: ['two'] }),
      ),
    ).rejects.toThrow(/spec\.ref: 'one' .*; spec\.userStories\[0\]: 'two' /);
  });
});

describe('relations', () => {
  it('come from the annotations of any kind, in both directions', async () => {
    const { relations, output } = await process(
      entity(
        'System',
        {},
        {
          namespace: 'payments',
          annotations: {
            'proofline.io/specs': 'jira:PAY-142, files:specs/ledger.md',
            'proofline.io/user-stories':
              'jira:PAY-10, userstory:checkout/refunds',
          },
        },
      ),
    );
    expect(relations).toEqual([
      'system:payments/one specifiedBy spec:default/jira.pay-142',
      'spec:default/jira.pay-142 specifies system:payments/one',
      'system:payments/one specifiedBy spec:default/files.specs__ledger.md',
      'spec:default/files.specs__ledger.md specifies system:payments/one',
      'system:payments/one hasUserStory userstory:default/jira.pay-10',
      'userstory:default/jira.pay-10 userStoryOf system:payments/one',
      'system:payments/one hasUserStory userstory:checkout/refunds',
      'userstory:checkout/refunds userStoryOf system:payments/one',
    ]);
    expect(output.status).toBeUndefined();
  });

  it('come from the fields of a Spec, whose names are of its own namespace', async () => {
    const { relations } = await process(
      entity(
        'Spec',
        {
          ref: 'jira:PAY-1',
          owner: 'team',
          specifies: ['ledger', 'api:default/ledger'],
          userStories: ['jira:PAY-10'],
        },
        { namespace: 'payments' },
      ),
    );
    expect(relations).toEqual([
      'spec:payments/one specifies component:payments/ledger',
      'component:payments/ledger specifiedBy spec:payments/one',
      'spec:payments/one specifies api:default/ledger',
      'api:default/ledger specifiedBy spec:payments/one',
      'spec:payments/one hasUserStory userstory:default/jira.pay-10',
      'userstory:default/jira.pay-10 userStoryOf spec:payments/one',
      'spec:payments/one ownedBy group:payments/team',
      'group:payments/team ownerOf spec:payments/one',
    ]);
  });

  it('say who owns a UserStory', async () => {
    const { relations } = await process(
      entity('UserStory', { ref: 'jira:PAY-10', owner: 'user:default/ada' }),
    );
    expect(relations).toEqual([
      'userstory:default/one ownedBy user:default/ada',
      'user:default/ada ownerOf userstory:default/one',
    ]);
  });

  it('do not relate a spec to itself', async () => {
    const { relations } = await process(
      entity(
        'Spec',
        { ref: 'jira:PAY-1', owner: 'a' },
        {
          name: 'jira.PAY-1',
          annotations: { 'proofline.io/specs': 'jira:PAY-1' },
        },
      ),
    );
    expect(relations).toEqual([
      'spec:default/jira.pay-1 ownedBy group:default/a',
      'group:default/a ownerOf spec:default/jira.pay-1',
    ]);
  });

  it('are none for an entity without annotations, which is left as it is', async () => {
    const input = entity('Component', { owner: 'a' });
    const { relations, output } = await process(input);
    expect(relations).toEqual([]);
    expect(output).toBe(input);
  });
});

describe('a reference that cannot be read', () => {
  it('emits no error, which would stop the entity, and is shown beside what others report', async () => {
    const input: AlphaEntity = {
      ...entity(
        'Component',
        {},
        { annotations: { 'proofline.io/specs': 'nonsense,jira:PAY-1' } },
      ),
      status: { items: [{ type: 'other', level: 'info', message: 'kept' }] },
    };
    const { relations, output } = await process(input);
    expect(relations).toEqual([
      'component:default/one specifiedBy spec:default/jira.pay-1',
      'spec:default/jira.pay-1 specifies component:default/one',
    ]);
    expect(output.status?.items).toEqual([
      { type: 'other', level: 'info', message: 'kept' },
      expect.objectContaining({
        level: 'error',
        message: expect.stringContaining("proofline.io/specs: 'nonsense'"),
      }),
    ]);
  });
});
