/**
 * The kinds Spec and UserStory in the Backstage catalog, the annotations that name them, and their relations.
 *
 * @packageDocumentation
 */
export { catalogModuleSpecCoverage as default } from './module';
export { SpecCoverageEntitiesProcessor } from './processor';
export {
  SpecCoverageEntityProvider,
  type SpecCoverageEntityProviderOptions,
} from './provider';
