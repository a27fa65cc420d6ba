import { describeAgainstModel } from './describeAgainstModel';
import { describeOddRequests } from './describeOddRequests';
import { describeReserving } from './describeReserving';
import { describeSettling } from './describeSettling';
import type { TestedBuckets } from './TestedBuckets';

/** What each kind of token buckets does. */
export function describeTokenBuckets(
  name: string,
  create: () => Promise<TestedBuckets>,
): void {
  describeReserving(name, create);
  describeSettling(name, create);
  describeOddRequests(name, create);
  describeAgainstModel(name, create);
}
