import type { InvariantState, VerdictOutcome } from '../../coverage';
import { SPECS } from './specs';

/**
 * That a version of a document was there for the first time, at a moment.
 *
 * @public
 */
export interface ExampleVersion {
  type: 'version';
  /** ISO 8601. */
  at: string;
  specRef: string;
  /** What the document claims, and what a prover says of it after `proofMs`; `none`: it has no formal body, and no prover is asked. */
  claims: Array<{
    key: string;
    story?: string;
    settles: VerdictOutcome | 'none';
  }>;
  /** How long the proof took, in ms; absent where there was nothing that a prover could settle. */
  proofMs?: number;
}

/**
 * That somebody took the risk of an invariant, at a moment.
 *
 * @public
 */
export interface ExampleAcceptance {
  type: 'acceptance';
  /** ISO 8601. */
  at: string;
  specRef: string;
  key: string;
  reason: string;
  /** ISO 8601. */
  until: string;
}

/** What a prover says of an invariant for it to end in a state; what it does not settle is stale, accepted or unproven. */
function settles(state: InvariantState): VerdictOutcome | 'none' {
  return state === 'stale' || state === 'accepted' || state === 'unproven'
    ? 'none'
    : state;
}

/** The version of a spec that makes it as it is at the end. */
function last(at: string, specRef: string, proofMs?: number): ExampleVersion {
  const { invariants } = SPECS.find(({ ref }) => ref === specRef)!;
  return {
    type: 'version',
    at,
    specRef,
    claims: invariants.map(({ key, story, state }) => ({
      key,
      story,
      settles: settles(state),
    })),
    ...(proofMs !== undefined && { proofMs }),
  };
}

/** A version before that, in which only what is stale at the end was claimed, and was proven. */
function first(at: string, specRef: string, proofMs: number): ExampleVersion {
  const version = last(at, specRef, proofMs);
  const { invariants } = SPECS.find(({ ref }) => ref === specRef)!;
  return {
    ...version,
    claims: version.claims
      .filter(
        ({ key }) =>
          invariants.find(invariant => invariant.key === key)!.state ===
          'stale',
      )
      .map(claim => ({ ...claim, settles: 'proven' })),
  };
}

/** What happened, in the order of time: 2 to 18 March 2026, in UTC. The 2nd, the 9th and the 16th are Mondays. */
export const EVENTS: ReadonlyArray<ExampleVersion | ExampleAcceptance> = [
  first('2026-03-02T09:00:00.000Z', 'files:specs/refunds.md', 2_000),
  first('2026-03-02T10:00:00.000Z', 'files:specs/archive.md', 4_000),
  first('2026-03-04T10:00:00.000Z', 'jira:ID-77', 6_000),
  last('2026-03-05T09:00:00.000Z', 'files:specs/ledger.md', 8_000),
  last('2026-03-05T10:00:00.000Z', 'files:specs/fees.md', 10_000),
  last('2026-03-09T09:00:00.000Z', 'files:specs/refunds.md', 20_000),
  last('2026-03-09T10:00:00.000Z', 'files:specs/login.md', 30_000),
  last('2026-03-13T09:00:00.000Z', 'files:specs/sessions.md', 60_000),
  last('2026-03-13T10:00:00.000Z', 'jira:PAY-142', 90_000),
  last('2026-03-13T11:00:00.000Z', 'files:specs/glossary.md'),
  last('2026-03-17T09:00:00.000Z', 'files:specs/archive.md'),
  last('2026-03-17T10:00:00.000Z', 'jira:ID-77'),
  last('2026-03-17T11:00:00.000Z', 'jira:PAY-150', 120_000),
  {
    type: 'acceptance',
    at: '2026-03-18T09:00:00.000Z',
    specRef: 'jira:PAY-150',
    key: 'CHARGEBACKS-4',
    reason: 'The bank of the merchant decides, and answers in June',
    until: '2026-06-30T00:00:00.000Z',
  },
  {
    type: 'acceptance',
    at: '2026-03-18T10:00:00.000Z',
    specRef: 'jira:PAY-142',
    key: 'STATEMENTS-4',
    reason: 'Statements of closed accounts are checked by hand until June',
    until: '2026-06-30T00:00:00.000Z',
  },
];

/** When the example is looked at. */
export const NOW = '2026-03-20T12:00:00.000Z';
