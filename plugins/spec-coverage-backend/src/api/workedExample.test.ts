import { TestDatabases } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  type CoverageGroup,
  type CoverageSummary,
  RESOURCE_TYPE_SPEC_COVERAGE_SPEC,
  type TopPerformer,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { workedExample } from '@proofline/backstage-plugin-spec-coverage-common/testUtils';
import { playDate } from '../__testUtils__/playDate';
import { playExample } from '../__testUtils__/playExample';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(180_000);

const { expected, specs, specsOfComponents } = workedExample;

/** May see all specs, but only because of a condition: nothing that is kept of all may be shown without counting. */
const BY_CONDITION: PolicyDecision = {
  result: AuthorizeResult.CONDITIONAL,
  pluginId: 'spec-coverage',
  resourceType: RESOURCE_TYPE_SPEC_COVERAGE_SPEC,
  conditions: {
    rule: 'HAS_SOURCE',
    resourceType: RESOURCE_TYPE_SPEC_COVERAGE_SPEC,
    params: { sources: ['files', 'jira'] },
  },
};

type Portal = Awaited<ReturnType<typeof playExample>>;

function inOrder(
  summaries: Readonly<Record<string, CoverageSummary>>,
): Array<Partial<CoverageGroup>> {
  return Object.entries(summaries)
    .map(
      ([
        ref,
        { oldestDriftOpenedAt, lastProvenAt, proofLatency, ...rest },
      ]) => ({
        ref,
        ...rest,
      }),
    )
    .sort((a, b) => b.counts.expected - a.counts.expected);
}

function ofKind(kind: string) {
  return Object.fromEntries(
    Object.entries(expected.entities).filter(([ref]) =>
      ref.startsWith(`${kind}:`),
    ),
  );
}

async function body(portal: Portal, path: string) {
  const answer = await portal.get(path);
  expect([path, answer.status]).toEqual([path, 200]);
  return answer.body;
}

function entityPath(ref: string): string {
  return `/coverage/entity/${ref.replace(':', '/')}`;
}

describe('the worked example', () => {
  let portal: Portal | undefined;
  let decision: PolicyDecision;

  beforeEach(() => {
    decision = { result: AuthorizeResult.ALLOW };
    playDate(workedExample.events[0].at);
  });

  afterEach(async () => {
    await portal?.stop();
    portal = undefined;
    jest.useRealTimers();
  });

  it.each(databases.eachSupportedId())(
    'has in the API the numbers that were worked out by hand, %p',
    async id => {
      portal = await playExample(await databases.init(id), {
        decide: permission =>
          permission === 'specCoverage.spec.read'
            ? decision
            : { result: AuthorizeResult.ALLOW },
      });
      for (decision of [decision, BY_CONDITION]) {
        await expectTotals(portal);
        await expectGroups(portal);
        await expectEntities(portal);
        await expectStories(portal);
        await expectLists(portal);
      }
      decision = { result: AuthorizeResult.ALLOW };
      await expectHistory(portal);
    },
  );
});

async function expectTotals(portal: Portal): Promise<void> {
  const { driftAges } = expected;
  expect(await body(portal, '/coverage')).toEqual({
    ...expected.portal,
    driftAges,
  });
  for (const [source, summary] of Object.entries(expected.sources)) {
    expect(await body(portal, `/coverage?source=${source}`)).toMatchObject(
      summary,
    );
  }
  for (const [ref, summary] of Object.entries(ofKind('group'))) {
    expect(await body(portal, `/coverage?owner=${ref}`)).toMatchObject(summary);
  }
  for (const [ref, summary] of Object.entries(ofKind('system'))) {
    expect(await body(portal, `/coverage?system=${ref}`)).toMatchObject(
      summary,
    );
  }
  // PAY-142 and PAY-150
  expect(
    await body(portal, '/coverage?system=system:default/payments&source=jira'),
  ).toMatchObject({
    counts: { expected: 10, proven: 6, accepted: 2, vacuous: 1, unproven: 1 },
    percentage: 60,
    specs: 2,
    provenSpecs: 1,
    openDrifts: 1,
    proofLatency: { p50Ms: 90_000, p95Ms: 120_000 },
  });
  // refunds.md, archive.md, ID-77: 5 of 17 are 29.41… %
  expect(await body(portal, '/coverage?state=drifted')).toMatchObject({
    counts: { expected: 17, proven: 5, stale: 10, failed: 1, unproven: 1 },
    percentage: 29.4,
    specs: 3,
    provenSpecs: 0,
    openDrifts: 3,
  });
}

async function expectGroups(portal: Portal): Promise<void> {
  const groups = async (by: string) =>
    (await body(portal, `/coverage/groups?by=${by}`)).items;
  expect(await groups('component')).toEqual(inOrder(ofKind('component')));
  expect(await groups('system')).toEqual(inOrder(ofKind('system')));
  expect(await groups('domain')).toEqual(inOrder(ofKind('domain')));
  const { 'group:default/finance': _, ...owners } = ofKind('group');
  expect(await groups('owner')).toEqual(inOrder(owners));
  expect(await groups('repository')).toEqual(inOrder(expected.repositories));
  expect(await groups('source')).toEqual(inOrder(expected.sources));
}

async function expectEntities(portal: Portal): Promise<void> {
  for (const [ref, summary] of Object.entries(expected.entities)) {
    const coverage = await body(portal, entityPath(ref));
    expect([ref, coverage]).toEqual([
      ref,
      expect.objectContaining({ ...summary, entityRef: ref, unresolved: [] }),
    ]);
    expect(coverage.items).toHaveLength(summary.specs);
  }
  for (const [ref, named] of Object.entries(specsOfComponents)) {
    const coverage = await body(portal, entityPath(ref));
    expect(coverage.stories).toEqual(expected.storiesOf[ref]);
    expect(coverage.items.map((item: { ref: string }) => item.ref)).toEqual(
      [...named].sort(),
    );
  }
  for (const [name, summary] of Object.entries(expected.repositories)) {
    expect(
      await body(portal, `/coverage/repository/${encodeURIComponent(name)}`),
    ).toMatchObject({ ...summary, repository: name });
  }
}

async function expectStories(portal: Portal): Promise<void> {
  for (const { ref, counts, percentage } of expected.stories) {
    const story = await body(
      portal,
      `/coverage/user-story/${encodeURIComponent(ref)}`,
    );
    expect(story).toMatchObject({ ref, counts, percentage });
    expect(story.invariants).toHaveLength(counts.expected);
    expect(
      story.invariants.map((invariant: { ref: string; state: string }) => [
        invariant.ref,
        invariant.state,
      ]),
    ).toEqual(
      expect.arrayContaining(
        specs
          .flatMap(spec => spec.invariants)
          .filter(invariant => invariant.story === ref)
          .map(invariant => [invariant.ref, invariant.state]),
      ),
    );
  }
}

async function expectLists(portal: Portal): Promise<void> {
  const { items } = await body(portal, '/specs');
  expect(
    Object.fromEntries(
      items.map((spec: { ref: string; state: string; percentage?: number }) => [
        spec.ref,
        { state: spec.state, percentage: spec.percentage },
      ]),
    ),
  ).toEqual(expected.specs);

  const drifts = (await body(portal, '/drifts')).items;
  expect(
    drifts.map(
      (drift: { specRef: string; openedAt: string; closedAt?: string }) => ({
        specRef: drift.specRef,
        openedAt: drift.openedAt,
        ...(drift.closedAt && { closedAt: drift.closedAt }),
      }),
    ),
  ).toEqual(expected.drifts);

  const states: Array<[string, string]> = [];
  let cursor = '';
  do {
    const page = await body(portal, `/invariants?limit=7${cursor}`);
    states.push(
      ...page.items.map((invariant: { ref: string; state: string }) => [
        invariant.ref,
        invariant.state,
      ]),
    );
    cursor = page.nextCursor ? `&cursor=${page.nextCursor}` : '';
  } while (cursor);
  expect(states.sort()).toEqual(
    specs
      .flatMap(spec => spec.invariants)
      .map(({ ref, state }) => [ref, state])
      .sort(),
  );
}

async function expectHistory(portal: Portal): Promise<void> {
  const { trendFrom: from, trendTo: to } = expected;
  for (const [interval, points] of [
    ['day', expected.trendByDay],
    ['week', expected.trendByWeek],
  ]) {
    expect(
      await body(
        portal,
        `/coverage/trends?from=${from}&to=${to}&interval=${interval}`,
      ),
    ).toEqual({ from, to, interval, points });
  }
  // The whole history of the domain is that of the portal, for they have the same specs.
  expect(
    (
      await body(
        portal,
        `/coverage/trends?entityRef=domain:default/banking&from=${from}&to=${to}`,
      )
    ).points,
  ).toEqual(expected.trendByDay);
  // From a day on which nothing happened: what the day before ended with.
  expect(
    (await body(portal, `/coverage/trends?from=2026-03-07&to=2026-03-09`))
      .points,
  ).toEqual(expected.trendByDay.slice(5, 8));

  const performers: TopPerformer[] = (
    await body(portal, '/coverage/top-performers')
  ).items;
  expect(
    performers.map(({ ownerRef, provenSpecs, averageProofLatencyMs }) => [
      ownerRef,
      provenSpecs,
      averageProofLatencyMs,
    ]),
  ).toEqual(
    ['group:default/payments', 'group:default/identity'].map(ref => [
      ref,
      expected.entities[ref].provenSpecs,
      expected.averageProofLatencyMs[ref],
    ]),
  );
  // The card shows the last days of the same.
  const { trend } = await body(
    portal,
    '/coverage/entity/domain/default/banking',
  );
  expect(trend).toEqual(
    expected.trendByDay.map(({ date, counts, percentage }) => ({
      date,
      counts,
      percentage,
    })),
  );
}
