export {
  SpecCoverageEntityProvider,
  type SpecCoverageEntityProviderOptions,
} from './SpecCoverageEntityProvider';
