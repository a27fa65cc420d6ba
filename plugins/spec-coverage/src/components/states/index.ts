export { INVARIANT_LOOKS, SPEC_LOOKS, SPEC_STATES } from './looks';
export type { Look } from './looks';
export {
  InvariantStateBadge,
  SpecStateBadge,
  useSpecStateWord,
} from './StateBadge';
