import { workedExample } from '../testUtils';
import {
  countStates,
  type CoverageCounts,
  coveragePercentage,
  latencyPercentiles,
  percentile,
  sumCounts,
} from './coverage';
import { coverageOfInvariants, timeInDriftMs } from './rollUp';
import { coverageTrend } from './trend';

const { entities, events, expected, now, specs, specsOfComponents } =
  workedExample;
const invariants = specs.flatMap(spec => spec.invariants);

function numbers(counts: CoverageCounts) {
  return { counts, percentage: coveragePercentage(counts) };
}

/** The invariants of components, as often as a component names their spec. */
function invariantsOf(componentRefs: readonly string[]) {
  return componentRefs
    .flatMap(ref => specsOfComponents[ref])
    .flatMap(ref => specs.find(spec => spec.ref === ref)!.invariants);
}

/** Components that are part of something, by themselves or by what they are part of. */
function componentsOf(entityRef: string): string[] {
  return entities
    .filter(entity =>
      entity.relations?.some(
        ({ type, targetRef }) =>
          ['partOf', 'ownedBy', 'childOf'].includes(type) &&
          targetRef === entityRef,
      ),
    )
    .flatMap(({ kind, metadata: { name } }) => {
      if (kind === 'Component') {
        return [`component:default/${name}`];
      }
      // Who owns a system or a domain does not own the components in it.
      const isAbove =
        entityRef.startsWith('domain:') ||
        (entityRef.startsWith('group:') && kind === 'Group');
      return isAbove
        ? componentsOf(`${kind.toLocaleLowerCase('en-US')}:default/${name}`)
        : [];
    });
}

describe('the worked example', () => {
  it('is as large as it says', () => {
    expect(specs).toHaveLength(10);
    expect(invariants).toHaveLength(68);
    expect(new Set(invariants.map(({ ref }) => ref)).size).toBe(68);
    expect(Object.keys(specsOfComponents)).toHaveLength(4);
    expect(
      new Set(Object.values(specsOfComponents).flat()),
      // each spec is named, and no other
    ).toEqual(new Set(specs.map(({ ref }) => ref)));
  });

  it('counts the portal', () => {
    const { counts, percentage } = expected.portal;
    expect(numbers(coverageOfInvariants(invariants))).toEqual({
      counts,
      percentage,
    });
    // An average weighted by what specs state, not one of their percentages.
    expect(
      numbers(
        sumCounts(
          specs.map(spec => countStates(spec.invariants.map(i => i.state))),
        ),
      ),
    ).toEqual({ counts, percentage });
  });

  it.each(Object.keys(expected.entities))(
    'counts each invariant of %s once',
    ref => {
      const { counts, percentage } = expected.entities[ref];
      const components = ref.startsWith('component:')
        ? [ref]
        : componentsOf(ref);
      expect(numbers(coverageOfInvariants(invariantsOf(components)))).toEqual({
        counts,
        percentage,
      });
    },
  );

  it.each(Object.keys(expected.repositories))('counts %s', repository => {
    const { counts, percentage } = expected.repositories[repository];
    const components = entities
      .filter(
        ({ metadata }) =>
          metadata.annotations?.['github.com/project-slug'] === repository,
      )
      .map(({ metadata }) => `component:default/${metadata.name}`);
    expect(numbers(coverageOfInvariants(invariantsOf(components)))).toEqual({
      counts,
      percentage,
    });
  });

  it.each(Object.keys(expected.sources))('counts the source %s', source => {
    const { counts, percentage } = expected.sources[source];
    expect(
      numbers(
        coverageOfInvariants(
          invariants.filter(({ specRef }) => specRef.startsWith(`${source}:`)),
        ),
      ),
    ).toEqual({ counts, percentage });
  });

  it('counts stories across specs, and those of a component within its specs', () => {
    const stories = (of: typeof invariants) =>
      [...new Set(of.flatMap(({ story }) => story ?? []))].sort().map(ref => ({
        ref,
        ...numbers(
          coverageOfInvariants(of.filter(({ story }) => story === ref)),
        ),
      }));
    expect(stories(invariants)).toEqual(expected.stories);
    for (const [ref, storiesOf] of Object.entries(expected.storiesOf)) {
      expect(stories(invariantsOf([ref]))).toEqual(storiesOf);
    }
  });

  it('has a percentage for each spec, and none where there is nothing to prove', () => {
    for (const { ref, invariants: stated } of specs) {
      expect([
        ref,
        coveragePercentage(countStates(stated.map(({ state }) => state))),
      ]).toEqual([ref, expected.specs[ref].percentage]);
    }
  });

  it('has the proof latencies', () => {
    const latencies = events.flatMap(event =>
      event.type === 'version' ? event.proofMs ?? [] : [],
    );
    expect(
      latencyPercentiles(
        expected.days.flatMap(({ proofLatencies }) => proofLatencies),
      ),
    ).toEqual(expected.portal.proofLatency);
    expect({
      p50Ms: percentile(latencies, 50),
      p95Ms: percentile(latencies, 95),
    }).toEqual(expected.portal.proofLatency);
  });

  it('has the time in drift', () => {
    expect(timeInDriftMs(expected.drifts, new Date(now))).toBe(
      expected.timeInDriftMs,
    );
  });

  it.each(['day', 'week'] as const)('has the trend by %s', interval => {
    expect(
      coverageTrend(expected.days, {
        from: expected.trendFrom,
        to: expected.trendTo,
        interval,
      }),
    ).toEqual(interval === 'day' ? expected.trendByDay : expected.trendByWeek);
  });
});
