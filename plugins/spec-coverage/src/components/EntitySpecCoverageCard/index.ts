export { EntitySpecCoverageCard } from './EntitySpecCoverageCard';
