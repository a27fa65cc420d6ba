import type { CoverageSummary } from '../../client';
import { type CoverageCounts, emptyCounts } from '../../coverage';

/*
 * Worked out by hand from `specs.ts`, `catalog.ts` and `events.ts`; nothing here is computed by the code that it is compared with.
 *
 * By spec (P proven, A accepted, S stale, F failed, V vacuous, U unknown, N unproven):
 *
 *   ledger.md    16 = 14 P, 1 F, 1 U                  unproven
 *   fees.md       8 =  8 P                            proven
 *   PAY-142       6 =  3 P, 1 A, 1 V, 1 N             unproven
 *   refunds.md    9 =  5 P, 2 S, 1 F, 1 N             drifted
 *   PAY-150       4 =  3 P, 1 A                       proven
 *   glossary.md   0                                   nothing to prove
 *   login.md     10 =  7 P, 1 F, 1 V, 1 U             unproven
 *   sessions.md   7 =  7 P                            proven
 *   archive.md    5 =  5 S                            drifted
 *   ID-77         3 =  3 S                            drifted
 *                68 = 47 P, 2 A, 10 S, 3 F, 2 V, 2 U, 2 N
 *
 * Six drifts are open: those of ledger.md, PAY-142, refunds.md, login.md, archive.md and ID-77.
 */

/** Counts of which those that are not given are 0. */
export function counts(given: Partial<CoverageCounts>): CoverageCounts {
  return { ...emptyCounts(), ...given };
}

const PORTAL: CoverageSummary = {
  counts: counts({
    expected: 68,
    proven: 47,
    accepted: 2,
    stale: 10,
    failed: 3,
    vacuous: 2,
    unknown: 2,
    unproven: 2,
  }),
  // 47 ÷ 68 = 69.117… %. The mean of the two systems would be 68 %, and with what they share counted twice 54 ÷ 75 = 72 %.
  percentage: 69.1,
  specs: 10,
  provenSpecs: 3,
  openDrifts: 6,
  // ledger.md
  oldestDriftOpenedAt: '2026-03-05T09:00:00.000Z',
  // PAY-150, by the acceptance
  lastProvenAt: '2026-03-18T09:00:00.000Z',
  // 2, 4, 6, 8, 10, 20, 30, 60, 90, 120 s: ranks 5 and 9.5, rounded up to 10
  proofLatency: { p50Ms: 10_000, p95Ms: 120_000 },
};

// ledger.md, fees.md, PAY-142, refunds.md, PAY-150, glossary.md, sessions.md
const PAYMENTS_SYSTEM: CoverageSummary = {
  // ledger 37 + refunds 21 - fees.md 8, which both name
  counts: counts({
    expected: 50,
    proven: 40,
    accepted: 2,
    stale: 2,
    failed: 2,
    vacuous: 1,
    unknown: 1,
    unproven: 2,
  }),
  percentage: 80,
  specs: 7,
  provenSpecs: 3,
  // ledger.md, PAY-142, refunds.md
  openDrifts: 3,
  oldestDriftOpenedAt: '2026-03-05T09:00:00.000Z',
  lastProvenAt: '2026-03-18T09:00:00.000Z',
  // 2, 8, 10, 20, 60, 90, 120 s: ranks 3.5 and 6.65
  proofLatency: { p50Ms: 20_000, p95Ms: 120_000 },
};

// glossary.md, login.md, sessions.md
const LOGIN: CoverageSummary = {
  counts: counts({
    expected: 17,
    proven: 14,
    failed: 1,
    vacuous: 1,
    unknown: 1,
  }),
  // 82.35…
  percentage: 82.3,
  specs: 3,
  provenSpecs: 1,
  openDrifts: 1,
  oldestDriftOpenedAt: '2026-03-09T10:00:00.000Z',
  // sessions.md, a minute after it was there
  lastProvenAt: '2026-03-13T09:01:00.000Z',
  // 30, 60 s: ranks 1 and 1.9
  proofLatency: { p50Ms: 30_000, p95Ms: 60_000 },
};

// All but login.md
const PAYMENTS_GROUP: CoverageSummary = {
  counts: counts({
    expected: 58,
    proven: 40,
    accepted: 2,
    stale: 10,
    failed: 2,
    vacuous: 1,
    unknown: 1,
    unproven: 2,
  }),
  // 68.96…
  percentage: 68.9,
  specs: 9,
  provenSpecs: 3,
  openDrifts: 5,
  oldestDriftOpenedAt: '2026-03-05T09:00:00.000Z',
  lastProvenAt: '2026-03-18T09:00:00.000Z',
  // 2, 4, 6, 8, 10, 20, 60, 90, 120 s: ranks 4.5 and 8.55
  proofLatency: { p50Ms: 10_000, p95Ms: 120_000 },
};

/** Of the portal. */
export const PORTAL_SUMMARY = PORTAL;

/** Of each entity that specs belong to. */
export const ENTITY_SUMMARIES: Readonly<Record<string, CoverageSummary>> = {
  // ledger.md, fees.md, PAY-142, sessions.md
  'component:default/ledger': {
    counts: counts({
      expected: 37,
      proven: 32,
      accepted: 1,
      failed: 1,
      vacuous: 1,
      unknown: 1,
      unproven: 1,
    }),
    // 86.48…
    percentage: 86.4,
    specs: 4,
    provenSpecs: 2,
    openDrifts: 2,
    oldestDriftOpenedAt: '2026-03-05T09:00:00.000Z',
    lastProvenAt: '2026-03-13T09:01:00.000Z',
    // 8, 10, 60, 90 s: ranks 2 and 3.8
    proofLatency: { p50Ms: 10_000, p95Ms: 90_000 },
  },
  // fees.md, refunds.md, PAY-150, glossary.md
  'component:default/refunds': {
    counts: counts({
      expected: 21,
      proven: 16,
      accepted: 1,
      stale: 2,
      failed: 1,
      unproven: 1,
    }),
    // 76.19…
    percentage: 76.1,
    specs: 4,
    provenSpecs: 2,
    openDrifts: 1,
    oldestDriftOpenedAt: '2026-03-09T09:00:00.000Z',
    lastProvenAt: '2026-03-18T09:00:00.000Z',
    // 2, 10, 20, 120 s: ranks 2 and 3.8
    proofLatency: { p50Ms: 10_000, p95Ms: 120_000 },
  },
  'component:default/login': LOGIN,
  // archive.md, ID-77
  'component:default/archive': {
    counts: counts({ expected: 8, stale: 8 }),
    percentage: 0,
    specs: 2,
    provenSpecs: 0,
    openDrifts: 2,
    oldestDriftOpenedAt: '2026-03-17T09:00:00.000Z',
    // ID-77, 6 s after it was there
    lastProvenAt: '2026-03-04T10:00:06.000Z',
    // 4, 6 s
    proofLatency: { p50Ms: 4_000, p95Ms: 6_000 },
  },
  'system:default/payments': PAYMENTS_SYSTEM,
  // glossary.md, login.md, sessions.md, archive.md, ID-77
  'system:default/access': {
    counts: counts({
      expected: 25,
      proven: 14,
      stale: 8,
      failed: 1,
      vacuous: 1,
      unknown: 1,
    }),
    percentage: 56,
    specs: 5,
    provenSpecs: 1,
    openDrifts: 3,
    oldestDriftOpenedAt: '2026-03-09T10:00:00.000Z',
    lastProvenAt: '2026-03-13T09:01:00.000Z',
    // 4, 6, 30, 60 s: ranks 2 and 3.8
    proofLatency: { p50Ms: 6_000, p95Ms: 60_000 },
  },
  // Both systems; sessions.md and glossary.md are in both and count once.
  'domain:default/banking': PORTAL,
  'group:default/payments': PAYMENTS_GROUP,
  // Owns no component itself, and answers for those of its child.
  'group:default/finance': PAYMENTS_GROUP,
  'group:default/identity': LOGIN,
};

/** Of each repository. */
export const REPOSITORY_SUMMARIES: Readonly<Record<string, CoverageSummary>> = {
  // ledger and refunds
  'acme/payments': PAYMENTS_SYSTEM,
  'acme/identity': LOGIN,
};

/** Of each source. */
export const SOURCE_SUMMARIES: Readonly<Record<string, CoverageSummary>> = {
  files: {
    counts: counts({
      expected: 55,
      proven: 41,
      stale: 7,
      failed: 3,
      vacuous: 1,
      unknown: 2,
      unproven: 1,
    }),
    // 74.54…
    percentage: 74.5,
    specs: 7,
    provenSpecs: 2,
    openDrifts: 4,
    oldestDriftOpenedAt: '2026-03-05T09:00:00.000Z',
    lastProvenAt: '2026-03-13T09:01:00.000Z',
    // 2, 4, 8, 10, 20, 30, 60 s: ranks 3.5 and 6.65
    proofLatency: { p50Ms: 10_000, p95Ms: 60_000 },
  },
  jira: {
    counts: counts({
      expected: 13,
      proven: 6,
      accepted: 2,
      stale: 3,
      vacuous: 1,
      unproven: 1,
    }),
    // 46.15…
    percentage: 46.1,
    specs: 3,
    provenSpecs: 1,
    openDrifts: 2,
    oldestDriftOpenedAt: '2026-03-13T10:00:00.000Z',
    lastProvenAt: '2026-03-18T09:00:00.000Z',
    // 6, 90, 120 s: ranks 1.5 and 2.85
    proofLatency: { p50Ms: 90_000, p95Ms: 120_000 },
  },
};
