export { CoverageBar } from './CoverageBar';
export { CoverageFacts } from './CoverageFacts';
export { CoverageRing } from './CoverageRing';
export { RecentTrend } from './RecentTrend';
export { RunningProof, RunningProofs } from './RunningProof';
export { StateCounts } from './StateCounts';
export { useStateCounts } from './useStateCounts';
