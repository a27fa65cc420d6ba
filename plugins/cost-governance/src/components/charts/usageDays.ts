import type { UsageReport } from '@proofline/backstage-plugin-cost-governance-common';
import { fillDays } from '../../states';

/** Micro-dollars in a US dollar. */
const MICRO = 1_000_000;

/**
 * What was used on one day, as charts take it. Input is that which did not come from the cache; cost is in US dollars.
 *
 * @internal
 */
export interface UsageDay {
  day: string;
  requests: number;
  input: number;
  cached: number;
  output: number;
  unsettled: number;
  unpriced: number;
  usd: number;
}

/** Each day of a report by day, also those on which nothing was used. @internal */
export function daysOf(report: UsageReport): UsageDay[] {
  const found = new Map(
    report.items.map(item => [
      item.key ?? '',
      {
        day: item.key ?? '',
        requests: item.requests,
        input: item.inputTokens - item.cachedInputTokens,
        cached: item.cachedInputTokens,
        output: item.outputTokens,
        unsettled: item.unsettledTokens,
        unpriced: item.unpricedTokens,
        usd: item.costMicroUsd / MICRO,
      },
    ]),
  );
  return fillDays(report, found, day => ({
    day,
    requests: 0,
    input: 0,
    cached: 0,
    output: 0,
    unsettled: 0,
    unpriced: 0,
    usd: 0,
  }));
}
