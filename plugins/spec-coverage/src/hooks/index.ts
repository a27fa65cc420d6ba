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
export { useLocale } from './useLocale';
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
export { useEntityNames } from './useEntityNames';
export { useKnownEntities } from './useKnownEntities';
export { useSpecPages } from './useSpecPages';
export { useCoverageOf } from './useCoverageOf';
export { useSteady } from './useSteady';
