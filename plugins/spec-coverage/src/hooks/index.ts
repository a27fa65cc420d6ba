export { useAcceptance } from './useAcceptance';
export {
  useCoverageGroups,
  useCoverageTrend,
  useInvariants,
  usePortalCoverage,
  useSpecs,
  useTopPerformers,
  useUserStory,
} from './useCoverageQueries';
export { isBusy, useEntityCoverage } from './useEntityCoverage';
export { useSpec, useSpecByRef } from './useSpec';
export { useSpecChanges } from './useSpecChanges';
export { historyEntryId, useSpecHistory } from './useSpecHistory';
export { useVerifySpec } from './useVerifySpec';
export type { VerifyObstacle, VerifySpec } from './useVerifySpec';
export { useDriftBacklog, useDriftsOf, useGroupList } from './useCoverageLists';
export {
  useCoverageHref,
  useCoverageHrefOf,
  usePortalHref,
} from './useCoverageHref';
export { useKnownEntities } from './useKnownEntities';
export { useSpecPages } from './useSpecPages';
export { useCoverageOf } from './useCoverageOf';
export { useSteady } from './useSteady';
