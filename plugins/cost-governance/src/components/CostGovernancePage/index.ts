export { CostGovernanceContent } from './CostGovernanceContent';
export { CostGovernancePage } from './CostGovernancePage';
