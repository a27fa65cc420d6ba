export * from './CostGovernanceClient';
export * from './types';
