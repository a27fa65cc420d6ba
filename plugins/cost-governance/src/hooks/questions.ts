import type {
  Gateway,
  KillSwitchEvent,
  KillSwitchState,
  Page,
  RefusalQuery,
  RefusalReport,
  Tenant,
  UsageQuery,
  UsageReport,
  VirtualKey,
} from '@proofline/backstage-plugin-cost-governance-common';
import { collectPages } from '@proofline/backstage-ui';
import { type Answer, useAnswer } from './useAnswer';

const SECOND = 1000;

/** Buckets empty within seconds. @internal */
export function useTenant(ref: string): Answer<Tenant> {
  return useAnswer({
    name: 'tenant',
    parameters: { ref },
    ask: api => api.getTenant(ref),
    every: 5 * SECOND,
  });
}

/** The first tenants, in the order of their refs. @internal */
export function useTenants(wanted: number): Answer<Page<Tenant>> {
  return useAnswer({
    name: 'tenants',
    parameters: { wanted },
    ask: api => collectPages(query => api.listTenants(query), wanted),
    every: 10 * SECOND,
  });
}

/** What was used, and what it cost. @internal */
export function useUsage(query: UsageQuery): Answer<UsageReport> {
  return useAnswer({
    name: 'usage',
    parameters: query,
    ask: api => api.getUsage(query),
    every: 30 * SECOND,
  });
}

/** What was refused, by day and why. @internal */
export function useRefusals(query: RefusalQuery): Answer<RefusalReport> {
  return useAnswer({
    name: 'refusals',
    parameters: query,
    ask: api => api.getRefusals(query),
    every: 30 * SECOND,
  });
}

/** The newest virtual keys, of one tenant or of all. @internal */
export function useVirtualKeys(query: {
  tenant?: string;
  wanted: number;
}): Answer<Page<VirtualKey>> {
  const { tenant, wanted } = query;
  return useAnswer({
    name: 'virtual-keys',
    parameters: query,
    ask: api =>
      collectPages(page => api.listVirtualKeys({ tenant, ...page }), wanted),
    every: 30 * SECOND,
  });
}

/** Where the gateway is, which only changes with the configuration. @internal */
export function useGateway(): Answer<Gateway> {
  return useAnswer({
    name: 'gateway',
    parameters: {},
    ask: api => api.getGateway(),
    every: 300 * SECOND,
  });
}

/** Whether calls are allowed: what somebody else does with the switch is to be seen while one looks. @internal */
export function useKillSwitch(): Answer<KillSwitchState> {
  return useAnswer({
    name: 'kill-switch',
    parameters: {},
    ask: api => api.getKillSwitch(),
    every: 2 * SECOND,
  });
}

/** The newest uses of the switch. @internal */
export function useSwitchHistory(
  wanted: number,
): Answer<Page<KillSwitchEvent>> {
  return useAnswer({
    name: 'kill-switch-history',
    parameters: { wanted },
    ask: api => collectPages(query => api.listKillSwitchEvents(query), wanted),
    every: 5 * SECOND,
  });
}
