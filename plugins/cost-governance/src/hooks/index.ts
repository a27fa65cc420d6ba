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
export { useEntityNames } from './useEntityNames';
export { useEntityHref, usePageHref, useUsageHref } from './useHrefs';
export { useLocale } from './useLocale';
export { useNotify } from './useNotify';
