import { component, LEDGER, SPEC, STORY } from './__testUtils__/catalogFiles';
import { relationsOf, TestCatalog } from './__testUtils__/TestCatalog';

jest.setTimeout(60_000);

describe('catalogModuleSpecCoverage', () => {
  const catalog = new TestCatalog();

  afterEach(async () => {
    await catalog.stop();
  });

  it('gives each spec and story that a component names a page, and relates them both ways', async () => {
    await catalog.start({
      'ledger.yaml': component('ledger', {
        specs: 'jira:PAY-142, files:specs/ledger.md',
        stories: 'jira:PAY-10',
      }),
    });

    const entities = await catalog.until(found => {
      expect([...found.keys()].sort()).toEqual([
        LEDGER,
        'spec:default/files.specs__ledger.md',
        SPEC,
        STORY,
      ]);
      expect(relationsOf(found.get(SPEC))).toHaveLength(2);
      expect(relationsOf(found.get(STORY))).toHaveLength(2);
    });

    expect(entities.get(SPEC)).toMatchObject({
      apiVersion: 'proofline.io/v1alpha1',
      kind: 'Spec',
      metadata: {
        name: 'jira.PAY-142',
        title: 'jira:PAY-142',
        annotations: {
          'backstage.io/managed-by-location': 'spec-coverage:jira:PAY-142',
        },
      },
      spec: { ref: 'jira:PAY-142', owner: 'group:default/payments' },
    });
    expect(entities.get(STORY)).toMatchObject({
      kind: 'UserStory',
      metadata: { name: 'jira.PAY-10', title: 'jira:PAY-10' },
      spec: { ref: 'jira:PAY-10', owner: 'group:default/payments' },
    });
    expect(relationsOf(entities.get(LEDGER))).toEqual([
      `hasUserStory ${STORY}`,
      'ownedBy group:default/payments',
      'specifiedBy spec:default/files.specs__ledger.md',
      `specifiedBy ${SPEC}`,
    ]);
    expect(relationsOf(entities.get(SPEC))).toEqual([
      'ownedBy group:default/payments',
      `specifies ${LEDGER}`,
    ]);
    expect(relationsOf(entities.get(STORY))).toEqual([
      'ownedBy group:default/payments',
      `userStoryOf ${LEDGER}`,
    ]);
  });

  it('still knows the kinds, and schedules nothing, where the provider is disabled', async () => {
    await catalog.start(
      { 'ledger.yaml': component('ledger', { specs: 'jira:PAY-142' }) },
      { disabledProvider: 'spec-coverage-annotations' },
    );
    expect(await catalog.tasks()).toEqual(['catalog_orphan_cleanup']);
    expect(
      await catalog.client.validateEntity(
        {
          apiVersion: 'proofline.io/v1alpha1',
          kind: 'Spec',
          metadata: { name: 'jira.PAY-142' },
          spec: { ref: 'jira:PAY-142', owner: 'payments' },
        },
        'url:https://example.com/catalog-info.yaml',
      ),
    ).toEqual({ valid: true });
  });

  it('finds a list that is longer than what the catalog keeps to search in', async () => {
    const refs = Array.from({ length: 60 }, (_, i) => `jira:PAY-${i}`);
    await catalog.start({
      'ledger.yaml': component('ledger', { specs: refs.join(',') }),
    });
    await catalog.until(found => {
      expect(found.size).toBe(61);
    });
  });

  it('makes one entity of a spec that several name, and does not let them take turns', async () => {
    const billing = (description: string) =>
      component('billing', {
        specs: 'jira:PAY-142',
        owner: 'team-b',
        namespace: 'b',
        description,
      });
    const accounts = (description: string) =>
      component('accounts', {
        specs: 'jira:PAY-142',
        owner: 'team-a',
        namespace: 'a',
        description,
      });
    await catalog.start({
      'billing.yaml': billing('before'),
      'accounts.yaml': accounts('before'),
    });
    const before = await catalog.until(found => {
      expect(relationsOf(found.get(SPEC))).toEqual([
        'ownedBy group:a/team-a',
        'specifies component:a/accounts',
        'specifies component:b/billing',
      ]);
    });

    for (const changed of ['once', 'twice']) {
      catalog.write('accounts.yaml', accounts(changed));
      catalog.write('billing.yaml', billing(changed));
      const after = await catalog.until(found => {
        for (const ref of ['component:a/accounts', 'component:b/billing']) {
          expect(found.get(ref)?.metadata.description).toBe(changed);
        }
      });
      expect(after.get(SPEC)).toEqual(before.get(SPEC));
    }
  });

  it('removes a spec that none names any longer, and keeps the others', async () => {
    await catalog.start({
      'ledger.yaml': component('ledger', {
        specs: 'jira:PAY-142,jira:PAY-143',
      }),
      'payouts.yaml': component('payouts', { specs: 'jira:PAY-143' }),
    });
    await catalog.until(found => {
      expect(found.size).toBe(4);
    });

    catalog.write('ledger.yaml', component('ledger', {}));
    const entities = await catalog.until(found => {
      expect([...found.keys()].sort()).toEqual([
        LEDGER,
        'component:default/payouts',
        'spec:default/jira.pay-143',
      ]);
      expect(relationsOf(found.get('spec:default/jira.pay-143'))).toEqual([
        'ownedBy group:default/payments',
        'specifies component:default/payouts',
      ]);
    });
    expect(relationsOf(entities.get(LEDGER))).toEqual([
      'ownedBy group:default/payments',
    ]);
  });
});
