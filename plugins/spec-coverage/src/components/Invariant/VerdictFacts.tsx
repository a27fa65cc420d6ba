import type { Verdict } from '@proofline/backstage-plugin-spec-coverage-common';
import { useLocale } from '@proofline/backstage-ui';
import { formatDuration } from '../../format';
import { TimeAgo } from '../time';

/**
 * Who settled a claim, how long it took and when.
 *
 * @internal
 */
export function VerdictFacts(props: { verdict: Verdict }) {
  const { durationMs, prover, proverVersion, settledAt } = props.verdict;
  const locale = useLocale();
  return (
    <>
      <span title={`${prover} ${proverVersion}`}>{prover}</span>
      <span>{formatDuration(durationMs, locale)}</span>
      <TimeAgo at={settledAt} />
    </>
  );
}
