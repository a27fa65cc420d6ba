import type { AlphaEntity } from '@backstage/catalog-model/alpha';
import {
  component,
  declaredSpec,
  LEDGER,
  smallestSpec,
  SPEC,
  STORY,
} from './__testUtils__/catalogFiles';
import { relationsOf, TestCatalog } from './__testUtils__/TestCatalog';

jest.setTimeout(60_000);

describe('bad input', () => {
  const catalog = new TestCatalog();

  afterEach(async () => {
    await catalog.stop();
  });

  it('reads what can be read of an annotation, and says on the entity what cannot', async () => {
    await catalog.start({
      'ledger.yaml': component('ledger', {
        specs: 'nonsense, jira:PAY-142, jira:',
        stories: 'jira:PAY-10,userstory:a/b/c',
      }),
    });
    const entities = await catalog.until(found => {
      expect([...found.keys()].sort()).toEqual([LEDGER, SPEC, STORY]);
      expect(relationsOf(found.get(LEDGER))).toHaveLength(3);
    });
    const ledger: AlphaEntity = entities.get(LEDGER)!;
    expect(relationsOf(ledger)).toEqual([
      `hasUserStory ${STORY}`,
      'ownedBy group:default/payments',
      `specifiedBy ${SPEC}`,
    ]);
    expect(ledger.metadata.annotations?.['example.com/other']).toBe('kept');
    expect(ledger.status?.items).toEqual(
      [
        [
          'proofline.io/specs',
          "'nonsense' is not a spec reference: expected <source>:<document>, for example files:specs/ledger.md",
        ],
        [
          'proofline.io/specs',
          "'jira:' is not a spec reference: no document after 'jira:'",
        ],
        ['proofline.io/user-stories', expect.stringContaining('a/b/c')],
      ].map(([annotation, reason]) => ({
        type: 'backstage.io/catalog-processing',
        level: 'error',
        message: expect.stringContaining(`Annotation ${annotation}: `),
        error: {
          name: 'InputError',
          message: expect.stringContaining(
            typeof reason === 'string' ? reason : '',
          ),
        },
      })),
    );

    // The entity is not stuck: it follows its file, and the errors go with their cause.
    catalog.write('ledger.yaml', component('ledger', { specs: 'jira:PAY-9' }));
    const repaired = await catalog.until(found => {
      expect([...found.keys()].sort()).toEqual([
        LEDGER,
        'spec:default/jira.pay-9',
      ]);
    });
    expect((repaired.get(LEDGER) as AlphaEntity).status).toBeUndefined();
  });

  it('shows on the page of a spec what is wrong with its declaration, until that is repaired', async () => {
    await catalog.start(
      {
        'ledger.yaml': component('ledger', { specs: 'jira:PAY-142' }),
        'spec.yaml': undefined,
      },
      { allow: ['Spec', 'UserStory'] },
    );
    await catalog.until(found => {
      expect(found.has(SPEC)).toBe(true);
    });

    catalog.write('spec.yaml', smallestSpec.replace('ref: jira:', 'ref: '));
    await catalog.until(found => {
      const spec = found.get(SPEC) as AlphaEntity | undefined;
      expect(spec?.metadata.title).toBe('jira:PAY-142');
      expect(spec?.status?.items?.map(item => item.message)).toEqual([
        expect.stringContaining(
          "Spec 'jira.PAY-142' is not valid: spec.ref: 'PAY-142' is not a spec reference",
        ),
      ]);
    });

    catalog.write('spec.yaml', smallestSpec);
    await catalog.until(found => {
      const spec = found.get(SPEC) as AlphaEntity | undefined;
      expect(spec?.metadata.title).toBe('Declared by hand');
      expect(spec?.status).toBeUndefined();
    });
  });

  it('refuses a broken Spec with a clear error, and disturbs nothing else', async () => {
    await catalog.start(
      {
        'all.yaml': [
          declaredSpec.replace('ref: jira:PAY-142', 'ref: nonsense'),
          declaredSpec
            .replace('jira.PAY-142', 'unowned')
            .replace('owner: team-architecture', ''),
          component('ledger', { specs: 'jira:PAY-1' }),
        ].join('\n---\n'),
      },
      { allow: ['Spec', 'UserStory'] },
    );
    await catalog.until(found => {
      expect([...found.keys()].sort()).toEqual([
        LEDGER,
        'spec:default/jira.pay-1',
      ]);
    });

    const validation = await catalog.client.validateEntity(
      {
        apiVersion: 'proofline.io/v1alpha1',
        kind: 'Spec',
        metadata: { name: 'broken' },
        spec: { ref: 'nonsense', owner: 'payments' },
      },
      'url:https://example.com/catalog-info.yaml',
    );
    expect(validation).toMatchObject({
      valid: false,
      errors: [
        {
          message: expect.stringMatching(
            /spec:default\/broken; caused by InputError: Spec 'broken' is not valid: spec.ref: 'nonsense' is not a spec reference/,
          ),
        },
      ],
    });
  });
});
