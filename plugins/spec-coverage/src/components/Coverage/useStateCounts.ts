import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  CoverageCounts,
  INVARIANT_STATES,
  InvariantState,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { useLocale } from '@proofline/backstage-ui';
import { specCoverageTranslationRef } from '../../translation';

/**
 * The states that occur, in the order in which they are shown, with their words.
 *
 * @internal
 */
export function useStateCounts(counts: CoverageCounts): {
  state: InvariantState;
  count: number;
  /** The count as people write it. */
  number: string;
  word: string;
}[] {
  const { t } = useTranslationRef(specCoverageTranslationRef);
  const format = new Intl.NumberFormat(useLocale());
  return INVARIANT_STATES.filter(state => counts[state] > 0).map(state => ({
    state,
    count: counts[state],
    number: format.format(counts[state]),
    word: t(`invariantState.${state}`),
  }));
}
