import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Badge } from '@proofline/backstage-ui';
import type {
  InvariantState,
  SpecState,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { specCoverageTranslationRef } from '../../translation';
import { INVARIANT_LOOKS, SPEC_LOOKS } from './looks';

/**
 * The state of an invariant as icon and word.
 *
 * @internal
 */
export function InvariantStateBadge(props: { state: InvariantState }) {
  const { t } = useTranslationRef(specCoverageTranslationRef);
  return (
    <Badge {...INVARIANT_LOOKS[props.state]}>
      {t(`invariantState.${props.state}`)}
    </Badge>
  );
}

/**
 * The state of a spec as icon and word.
 *
 * @internal
 */
export function SpecStateBadge(props: { state: SpecState }) {
  const word = useSpecStateWord();
  return <Badge {...SPEC_LOOKS[props.state]}>{word(props.state)}</Badge>;
}

/**
 * Gives the word for the state of a spec.
 *
 * @internal
 */
export function useSpecStateWord(): (state: SpecState) => string {
  const { t } = useTranslationRef(specCoverageTranslationRef);
  return state =>
    t(`specState.${state === 'nothing-to-prove' ? 'nothingToProve' : state}`);
}
