export * from './specCoverageApiRef';
