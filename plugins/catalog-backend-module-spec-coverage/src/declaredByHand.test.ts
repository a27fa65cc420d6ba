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

describe('a spec that is declared by hand', () => {
  const catalog = new TestCatalog();

  afterEach(async () => {
    await catalog.stop();
  });

  const ledger = component('ledger', { specs: 'jira:PAY-142' });

  it('wins when it was there first', async () => {
    await catalog.start(
      { 'spec.yaml': smallestSpec, 'ledger.yaml': undefined },
      { allow: ['Spec', 'UserStory'] },
    );
    await catalog.until(found => {
      expect(found.get(SPEC)?.metadata.title).toBe('Declared by hand');
    });

    catalog.write('ledger.yaml', ledger);
    const entities = await catalog.until(found => {
      expect(relationsOf(found.get(SPEC))).toContain(`specifies ${LEDGER}`);
    });
    expect(entities.get(SPEC)?.metadata.title).toBe('Declared by hand');
  });

  it('wins when it comes later, and leaves its place when it goes', async () => {
    await catalog.start(
      { 'spec.yaml': undefined, 'ledger.yaml': ledger },
      { allow: ['Spec', 'UserStory'] },
    );
    await catalog.until(found => {
      expect(found.get(SPEC)?.metadata.title).toBe('jira:PAY-142');
    });

    catalog.write('spec.yaml', declaredSpec);
    await catalog.until(found => {
      expect(found.get(SPEC)?.metadata.title).toBe('Declared by hand');
    });
    // Whoever comes second to one place may win it once, by luck.
    for (const description of ['once', 'twice']) {
      catalog.write(
        'ledger.yaml',
        component('ledger', { specs: 'jira:PAY-142', description }),
      );
      const entities = await catalog.until(found => {
        expect(found.get(LEDGER)?.metadata.description).toBe(description);
      });
      expect(entities.get(SPEC)?.metadata.title).toBe('Declared by hand');
    }

    catalog.write('spec.yaml', component('payouts', {}));
    const entities = await catalog.until(found => {
      expect(found.get(SPEC)?.metadata.title).toBe('jira:PAY-142');
      expect(relationsOf(found.get(SPEC))).toEqual([
        'ownedBy group:default/payments',
        `specifies ${LEDGER}`,
      ]);
    });
    expect(entities.has(STORY)).toBe(false);
  });

  it('is related to what its fields name, and its stories have a page', async () => {
    await catalog.start(
      { 'spec.yaml': declaredSpec },
      { allow: ['Spec', 'UserStory'] },
    );
    const entities = await catalog.until(found => {
      expect([...found.keys()].sort()).toEqual([SPEC, STORY]);
      expect(relationsOf(found.get(STORY))).toHaveLength(2);
    });
    expect(relationsOf(entities.get(SPEC))).toEqual([
      'hasUserStory userstory:checkout/refunds',
      `hasUserStory ${STORY}`,
      'ownedBy group:default/team-architecture',
      'specifies component:default/payouts',
    ]);
    expect(relationsOf(entities.get(STORY))).toEqual([
      'ownedBy group:default/team-architecture',
      `userStoryOf ${SPEC}`,
    ]);
  });

  it('needs a rule that allows it', async () => {
    await catalog.start({ 'spec.yaml': declaredSpec, 'ledger.yaml': ledger });
    await catalog.until(found => {
      expect(found.get(SPEC)?.metadata.title).toBe('jira:PAY-142');
    });
  });
});
