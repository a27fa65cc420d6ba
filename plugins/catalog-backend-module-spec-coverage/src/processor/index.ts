export { SpecCoverageEntitiesProcessor } from './SpecCoverageEntitiesProcessor';
