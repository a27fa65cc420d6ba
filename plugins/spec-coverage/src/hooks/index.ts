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
export { useDriftBacklog, useGroupList } from './useCoverageLists';
export {
  useCoverageHref,
  useCoverageHrefOf,
  usePortalHref,
} from './useCoverageHref';
export { useEntityNames } from './useEntityNames';
export { useKnownEntities } from './useKnownEntities';
export { useSteady } from './useSteady';
