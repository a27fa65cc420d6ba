import type { Entity } from '@backstage/catalog-model';
import {
  countStates,
  coveragePercentage,
  emptyCounts,
  EntityCoverage,
  Invariant,
  InvariantState,
  Spec,
  SpecSummary,
  sumCounts,
  Verdict,
  VerdictOutcome,
} from '@proofline/backstage-plugin-spec-coverage-common';

/** A component that names the spec of {@link aSpec}. */
export const LEDGER: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'ledger',
    namespace: 'default',
    annotations: { 'proofline.io/specs': 'files:specs/ledger.md' },
  },
  spec: { type: 'service', lifecycle: 'production', owner: 'group:payments' },
};

/** The same component without an annotation. */
export const BARE: Entity = {
  ...LEDGER,
  metadata: { name: 'ledger', namespace: 'default' },
};

export const SPEC_REF = 'files:specs/ledger.md';

/** A moment as the backend writes it. */
export function secondsAgo(seconds: number): string {
  return new Date(Date.now() - seconds * 1000).toISOString();
}

export function aVerdict(
  outcome: VerdictOutcome,
  more: Partial<Verdict> = {},
): Verdict {
  return {
    id: `verdict-${more.invariantKey ?? 'LEDGER-1'}-${outcome}`,
    invariantKey: 'LEDGER-1',
    outcome,
    current: true,
    contentHash: 'b81d3f0a',
    prover: 'z3',
    proverVersion: '5.2.0',
    proofJobId: 'job',
    durationMs: 38,
    settledAt: secondsAgo(200),
    ...more,
  };
}

export function anInvariant(
  key: string,
  state: InvariantState,
  more: Partial<Invariant> = {},
): Invariant {
  return {
    ref: `${SPEC_REF}#${key}`,
    key,
    text: `claim ${key}`,
    state,
    line: 3,
    language: 'smt2',
    body: '(assert true)',
    ...more,
  };
}

/** The ledger's spec with these invariants, proven unless said otherwise. */
export function aSpec(
  invariants: Invariant[] = [anInvariant('LEDGER-1', 'proven')],
  more: Partial<Spec> = {},
): Spec {
  const counts = countStates(invariants.map(({ state }) => state));
  return {
    ref: SPEC_REF,
    title: 'Ledger',
    source: 'files',
    state: 'proven',
    contentHash: 'b81d3f0a',
    provenHash: 'b81d3f0a',
    provenAt: secondsAgo(200),
    checkedAt: secondsAgo(90),
    documentState: 'present',
    counts,
    percentage: coveragePercentage(counts),
    checking: false,
    invariants,
    entityRefs: ['component:default/ledger'],
    ...more,
  };
}

function summaryOf(spec: Spec): SpecSummary {
  const { invariants: _, entityRefs: __, ...summary } = spec;
  return summary;
}

/** The coverage that the backend makes of these specs. */
export function coverageOf(
  specs: Spec[],
  more: Partial<EntityCoverage> = {},
): EntityCoverage {
  const counts = specs.length
    ? sumCounts(specs.map(spec => spec.counts))
    : emptyCounts();
  const drifts = specs.flatMap(({ drift }) => drift?.openedAt ?? []).sort();
  return {
    entityRef: 'component:default/ledger',
    counts,
    percentage: coveragePercentage(counts),
    specs: specs.length,
    provenSpecs: specs.filter(({ state }) => state === 'proven').length,
    openDrifts: drifts.length,
    oldestDriftOpenedAt: drifts[0],
    lastProvenAt: specs.flatMap(({ provenAt }) => provenAt ?? []).sort()[0],
    items: specs.map(summaryOf),
    stories: [],
    unresolved: [],
    ...more,
  };
}
