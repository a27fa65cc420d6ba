/**
 * Notices drift of specs, has their invariants settled, and serves what is proven now.
 *
 * @packageDocumentation
 */
export { specCoveragePlugin as default } from './plugin';
export {
  createSpecConditionalDecision,
  type SpecFilter,
  type SpecResource,
  specConditions,
  specResourceRef,
} from './permissions/rules';
