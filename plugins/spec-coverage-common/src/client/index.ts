export * from './SpecCoverageApi';
export * from './SpecCoverageClient';
export * from './types';
