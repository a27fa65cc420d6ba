import type { InvariantState } from '../../coverage';

/**
 * One invariant of the worked example, as it is at the end.
 *
 * @public
 */
export interface ExampleInvariant {
  /** `<SpecRef>#<KEY>`. */
  ref: string;
  specRef: string;
  key: string;
  state: InvariantState;
  /** The user story that asked for it. */
  story?: string;
}

/**
 * One spec of the worked example, as it is at the end.
 *
 * @public
 */
export interface ExampleSpec {
  ref: string;
  title: string;
  invariants: ExampleInvariant[];
}

/** From which key to which, in which state, for which story. */
type Range = [from: number, to: number, state: InvariantState, story?: string];

function spec(
  ref: string,
  title: string,
  prefix: string,
  ranges: Range[],
): ExampleSpec {
  return {
    ref,
    title,
    invariants: ranges.flatMap(([from, to, state, story]) =>
      Array.from({ length: to - from + 1 }, (_, index) => {
        const key = `${prefix}-${from + index}`;
        return {
          ref: `${ref}#${key}`,
          specRef: ref,
          key,
          state,
          ...(story && { story }),
        };
      }),
    ),
  };
}

/** Ten specs of two sources with 68 invariants. */
export const SPECS: readonly ExampleSpec[] = [
  // 16: 14 proven, 1 failed, 1 unknown
  spec('files:specs/ledger.md', 'Ledger', 'LEDGER', [
    [1, 6, 'proven', 'jira:PAY-10'],
    [7, 14, 'proven', 'jira:PAY-11'],
    [15, 15, 'failed', 'jira:PAY-11'],
    [16, 16, 'unknown', 'jira:PAY-11'],
  ]),
  // 8 proven; of two components in one system
  spec('files:specs/fees.md', 'Fees', 'FEES', [
    [1, 3, 'proven', 'jira:PAY-11'],
    [4, 8, 'proven'],
  ]),
  // 6: 3 proven, 1 accepted, 1 vacuous, 1 unproven
  spec('jira:PAY-142', 'Statements', 'STATEMENTS', [
    [1, 3, 'proven', 'jira:PAY-10'],
    [4, 4, 'accepted', 'jira:PAY-10'],
    [5, 5, 'vacuous', 'jira:PAY-10'],
    [6, 6, 'unproven', 'jira:PAY-10'],
  ]),
  // 9: 5 proven, 2 stale, 1 failed, 1 unproven
  spec('files:specs/refunds.md', 'Refunds', 'REFUNDS', [
    [1, 2, 'stale', 'jira:PAY-12'],
    [3, 7, 'proven', 'jira:PAY-12'],
    [8, 8, 'failed', 'jira:PAY-12'],
    [9, 9, 'unproven', 'jira:PAY-12'],
  ]),
  // 4: 3 proven, 1 accepted: the spec as a whole is proven, its coverage is 75 %
  spec('jira:PAY-150', 'Chargebacks', 'CHARGEBACKS', [
    [1, 1, 'proven', 'jira:PAY-12'],
    [2, 3, 'proven'],
    [4, 4, 'accepted', 'jira:PAY-12'],
  ]),
  // nothing to prove; of two components in two systems
  spec('files:specs/glossary.md', 'Glossary', 'GLOSSARY', []),
  // 10: 7 proven, 1 failed, 1 vacuous, 1 unknown
  spec('files:specs/login.md', 'Login', 'LOGIN', [
    [1, 5, 'proven', 'jira:ID-1'],
    [6, 7, 'proven', 'jira:ID-2'],
    [8, 8, 'failed', 'jira:ID-2'],
    [9, 9, 'vacuous', 'jira:ID-2'],
    [10, 10, 'unknown', 'jira:ID-2'],
  ]),
  // 7 proven; of two components in two systems, of two owners, for two stories
  spec('files:specs/sessions.md', 'Sessions', 'SESSIONS', [
    [1, 4, 'proven', 'jira:ID-1'],
    [5, 7, 'proven', 'jira:PAY-10'],
  ]),
  // 5 stale
  spec('files:specs/archive.md', 'Archive', 'ARCHIVE', [
    [1, 5, 'stale', 'jira:ID-3'],
  ]),
  // 3 stale
  spec('jira:ID-77', 'Deletion', 'DELETION', [[1, 3, 'stale']]),
];
