export { SpecCoverageContent } from './SpecCoverageContent';
export { SpecCoveragePage } from './SpecCoveragePage';
