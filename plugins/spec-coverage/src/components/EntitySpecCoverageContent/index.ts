export { EntitySpecCoverageContent } from './EntitySpecCoverageContent';
