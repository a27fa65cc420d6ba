import { TestDatabases } from '@backstage/backend-test-utils';
import { entity } from './__testUtils__/entity';
import { document, MemorySource } from './__testUtils__/MemorySource';
import { startPortal } from './__testUtils__/startPortal';

jest.setTimeout(90_000);

const databases = TestDatabases.create();

describe.each(databases.eachSupportedId())('search, %p', databaseId => {
  let portal: Awaited<ReturnType<typeof startPortal>>;

  beforeAll(async () => {
    portal = await startPortal({
      databases: {
        search: await databases.init(databaseId),
        'spec-coverage': await databases.init(databaseId),
      },
      sources: [
        new MemorySource('notes', {
          'ledger.md': document('How the ledger balances', {
            'LEDGER-1': {
              text: 'a withdrawal leaves no account below zero',
              story: 'jira:PAY-10',
            },
            'LEDGER-2': {
              text: 'transfers preserve the total',
              story: 'jira:PAY-10',
            },
          }),
          'glob/fees.md': document('Fees', {
            'FEES-1': {
              text: 'a surcharge is never negative',
              story: 'jira:PAY-77',
            },
          }),
          'lonely.md': document('Nobody names me', {
            'LONELY-1': { text: 'solitude is finite' },
          }),
        }),
      ],
      entities: [
        entity('Component', 'ledger', { specs: 'notes:ledger.md' }),
        entity('Component', 'fees', { specs: 'notes:glob/*.md' }),
        entity('Spec', 'notes.ledger.md'),
        entity('UserStory', 'jira.PAY-10'),
      ],
    });
    await portal.index();
  });

  afterAll(async () => {
    await portal.stop();
  });

  it('finds a spec by its title, on its own page', async () => {
    const results = await portal.find('balances');
    expect(results.find(({ kind }) => kind === 'Spec')).toMatchObject({
      title: 'How the ledger balances',
      specRef: 'notes:ledger.md',
      source: 'notes',
      state: 'unproven',
      location: '/catalog/default/spec/notes.ledger.md?spec=notes%3Aledger.md',
    });
  });

  it('finds an invariant by its claim and by its key', async () => {
    const found = {
      kind: 'Invariant',
      title: 'LEDGER-1: a withdrawal leaves no account below zero',
      key: 'LEDGER-1',
      specTitle: 'How the ledger balances',
      story: 'jira:PAY-10',
      state: 'unproven',
      location:
        '/catalog/default/spec/notes.ledger.md/coverage/invariants?search=LEDGER-1&spec=notes%3Aledger.md',
    };
    for (const term of ['withdrawal', 'LEDGER-1']) {
      const results = await portal.find(term);
      expect(results).toContainEqual(expect.objectContaining(found));
    }
  });

  it('finds a spec by what it claims', async () => {
    const kinds = (await portal.find('surcharge')).map(({ kind }) => kind);
    expect(kinds.sort()).toEqual(['Invariant', 'Spec', 'UserStory']);
  });

  it('finds a user story once for each spec, by its reference and its issue key', async () => {
    for (const term of ['jira:PAY-10', 'PAY-10']) {
      const stories = (await portal.find(term)).filter(
        ({ kind, story }) => kind === 'UserStory' && story === 'jira:PAY-10',
      );
      expect(stories).toMatchObject([
        {
          title: 'jira:PAY-10',
          specRef: 'notes:ledger.md',
          location:
            '/catalog/default/userstory/jira.pay-10?spec=notes%3Aledger.md',
        },
      ]);
    }
  });

  it('leads to the tab of the entity that names the folder of a document', async () => {
    const locations = (await portal.find('surcharge')).map(
      ({ kind, location }) => [kind, location],
    );
    const tab = '/catalog/default/component/fees/coverage';
    const spec = 'spec=notes%3Aglob%2Ffees.md';
    expect(Object.fromEntries(locations)).toEqual({
      Spec: `${tab}?${spec}`,
      Invariant: `${tab}/invariants?search=FEES-1&${spec}`,
      UserStory: `${tab}/stories/jira%3APAY-77?${spec}`,
    });
  });

  it('leads to the page of the portal where no entity names a document', async () => {
    const locations = (await portal.find('solitude')).map(
      ({ location }) => location,
    );
    expect(locations.sort()).toEqual([
      '/spec-coverage?source=notes&spec=notes%3Alonely.md',
      '/spec-coverage?source=notes&spec=notes%3Alonely.md&search=LONELY-1',
    ]);
  });

  it('does not tell which resource a document belongs to', async () => {
    const [first] = await portal.find('balances');
    expect(first).not.toHaveProperty('authorization');
  });
});
