/**
 * Specs, invariants and user stories in the search of Backstage.
 *
 * @packageDocumentation
 */
export { searchModuleSpecCoverage as default } from './module';
export {
  SpecCoverageCollatorFactory,
  type SpecCoverageCollatorFactoryOptions,
} from './collator';
