import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  InvariantState,
  SpecState,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { specCoverageTranslationRef } from '../../translation';
import { INVARIANT_LOOKS, Look, SPEC_LOOKS } from './looks';
import styles from './StateBadge.module.css';

function Badge(props: { look: Look; word: string }) {
  const { icon: Icon, tone } = props.look;
  return (
    <span className={styles.badge} data-tone={tone}>
      <Icon size={14} aria-hidden />
      {props.word}
    </span>
  );
}

/**
 * The state of an invariant as icon and word.
 *
 * @internal
 */
export function InvariantStateBadge(props: { state: InvariantState }) {
  const { t } = useTranslationRef(specCoverageTranslationRef);
  return (
    <Badge
      look={INVARIANT_LOOKS[props.state]}
      word={t(`invariantState.${props.state}`)}
    />
  );
}

/**
 * The state of a spec as icon and word.
 *
 * @internal
 */
export function SpecStateBadge(props: { state: SpecState }) {
  const word = useSpecStateWord();
  return <Badge look={SPEC_LOOKS[props.state]} word={word(props.state)} />;
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
