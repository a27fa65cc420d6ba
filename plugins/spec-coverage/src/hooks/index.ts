export { useAcceptance } from './useAcceptance';
export {
  useCoverageGroups,
  useCoverageTrend,
  useDrifts,
  useInvariants,
  usePortalCoverage,
  useSpecs,
  useTopPerformers,
  useUserStory,
} from './useCoverageQueries';
export { isBusy, useEntityCoverage } from './useEntityCoverage';
export { useLocale } from './useLocale';
export { useSpec, useSpecByRef } from './useSpec';
export { useSpecChanges } from './useSpecChanges';
export { historyEntryId, useSpecHistory } from './useSpecHistory';
export { useVerifySpec } from './useVerifySpec';
export type { VerifyObstacle, VerifySpec } from './useVerifySpec';
export { useCoverageHref } from './useCoverageHref';
