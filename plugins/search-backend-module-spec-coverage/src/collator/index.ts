export {
  SpecCoverageCollatorFactory,
  type SpecCoverageCollatorFactoryOptions,
} from './SpecCoverageCollatorFactory';
