import { TestDatabases } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
// The rules that a portal's policy uses.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import {
  createSpecConditionalDecision,
  specConditions,
} from '@proofline/backstage-plugin-spec-coverage-backend';
import { specReadPermission } from '@proofline/backstage-plugin-spec-coverage-common';
import { entity } from './__testUtils__/entity';
import { document, MemorySource } from './__testUtils__/MemorySource';
import { type Decide, startPortal } from './__testUtils__/startPortal';

jest.setTimeout(90_000);

const ANNA = 'user:default/anna';
const BERT = 'user:default/bert';

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

/** What a policy says about specs; it allows all else. */
function aboutSpecs(
  decide: (user: Parameters<Decide>[1]) => PolicyDecision,
): Decide {
  return ({ permission }, user) =>
    permission.name === specReadPermission.name ? decide(user) : ALLOW;
}

describe('who finds what', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let decide: Decide;
  let portal: Awaited<ReturnType<typeof startPortal>>;

  beforeAll(async () => {
    decide = () => ALLOW;
    portal = await startPortal({
      databases: {
        search: await databases.init('SQLITE_3'),
        'spec-coverage': await databases.init('SQLITE_3'),
      },
      // Two sources that state something for one story.
      sources: [
        new MemorySource('notes', {
          'ledger.md': document('Ledger', {
            'LEDGER-1': { text: 'balances add up', story: 'jira:PAY-10' },
          }),
        }),
        new MemorySource('wiki', {
          'payroll.md': document('Payroll', {
            'PAYROLL-1': { text: 'salaries add up', story: 'jira:PAY-10' },
          }),
        }),
      ],
      entities: [
        entity('Component', 'ledger', {
          specs: 'notes:ledger.md',
          owner: ANNA,
        }),
        entity('Component', 'payroll', {
          specs: 'wiki:payroll.md',
          owner: BERT,
        }),
        entity('UserStory', 'jira.PAY-10'),
      ],
      decide: (...args) => decide(...args),
    });
    await portal.index();
  });

  afterAll(async () => {
    await portal.stop();
  });

  /** What is found of both specs: kind and spec of each. */
  async function found(person: string): Promise<string[]> {
    // Each document of the two has this word.
    const documents = await portal.find('add', person);
    return documents.map(({ kind, specRef }) => `${kind} ${specRef}`).sort();
  }

  const OF_LEDGER = [
    'Invariant notes:ledger.md',
    'Spec notes:ledger.md',
    'UserStory notes:ledger.md',
  ];
  const OF_PAYROLL = [
    'Invariant wiki:payroll.md',
    'Spec wiki:payroll.md',
    'UserStory wiki:payroll.md',
  ];

  it('is everything for who may read all specs', async () => {
    decide = aboutSpecs(() => ALLOW);
    expect(await found(ANNA)).toEqual([...OF_LEDGER, ...OF_PAYROLL].sort());
  });

  it('is nothing for who may read none', async () => {
    decide = aboutSpecs(() => DENY);
    expect(await found(ANNA)).toEqual([]);
  });

  it('is what comes from the sources that a policy allows', async () => {
    decide = aboutSpecs(() =>
      createSpecConditionalDecision(
        specReadPermission,
        specConditions.hasSource({ sources: ['notes'] }),
      ),
    );
    expect(await found(ANNA)).toEqual(OF_LEDGER);
  });

  it('is what belongs to the entities of the one who looks', async () => {
    decide = aboutSpecs(user =>
      createSpecConditionalDecision(
        specReadPermission,
        specConditions.isEntityOwner({
          claims: user?.info.ownershipEntityRefs ?? [],
        }),
      ),
    );
    expect(await found(ANNA)).toEqual(OF_LEDGER);
    expect(await found(BERT)).toEqual(OF_PAYROLL);
    expect(await found('user:default/carl')).toEqual([]);
  });

  it('does not depend on what the search backend itself may see', async () => {
    decide = () => DENY;
    await portal.index();
    decide = () => ALLOW;
    expect(await found(ANNA)).toEqual([...OF_LEDGER, ...OF_PAYROLL].sort());
  });
});
