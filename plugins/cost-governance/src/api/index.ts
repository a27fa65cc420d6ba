export * from './costGovernanceApiRef';
