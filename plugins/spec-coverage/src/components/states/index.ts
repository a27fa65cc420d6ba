export { INVARIANT_LOOKS, SPEC_LOOKS } from './looks';
export type { Look, Tone } from './looks';
export {
  InvariantStateBadge,
  SpecStateBadge,
  useSpecStateWord,
} from './StateBadge';
