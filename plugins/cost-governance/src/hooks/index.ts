export {
  useGateway,
  useKillSwitch,
  useRefusals,
  useSwitchHistory,
  useTenant,
  useTenants,
  useUsage,
  useVirtualKeys,
} from './questions';
export type { Answer } from './useAnswer';
export { useChange } from './useChange';
export { useEntityHref, usePageHref, useUsageHref } from './useHrefs';
