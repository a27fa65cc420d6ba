import type { Entity } from '@backstage/catalog-model';
import type {
  KillSwitchEvent,
  LimitLevel,
  Tenant,
  Use,
  VirtualKey,
} from '@proofline/backstage-plugin-cost-governance-common';

export const LEDGER_TEAM_REF = 'group:default/ledger-team';

/** The team that most tests are about. */
export const LEDGER_TEAM: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'ledger-team', namespace: 'default' },
  spec: { type: 'team', children: [] },
};

/** A moment as the backend writes it. */
export function secondsAgo(seconds: number): string {
  return new Date(Date.now() - seconds * 1000).toISOString();
}

/** A UTC day so many days before today. */
export function dayBefore(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}

/** No use at all, except what is said. */
export function aUse(more: Partial<Use> = {}): Use {
  return {
    requests: 0,
    inputTokens: 0,
    cachedInputTokens: 0,
    cacheWriteInputTokens: 0,
    longCacheWriteInputTokens: 0,
    outputTokens: 0,
    unsettledTokens: 0,
    unpricedTokens: 0,
    costMicroUsd: 0,
    ...more,
  };
}

export function aLimit(more: Partial<LimitLevel> = {}): LimitLevel {
  return {
    scope: 'tenant',
    name: '',
    capacity: 100_000,
    refillPerMinute: 10_000,
    tokens: 45_400,
    ...more,
  };
}

export function aTenant(more: Partial<Tenant> = {}): Tenant {
  return {
    ref: LEDGER_TEAM_REF,
    callsEnabled: true,
    limits: [aLimit()],
    today: aUse(),
    thisMonth: aUse(),
    refusedToday: 0,
    refusedThisMonth: 0,
    ...more,
  };
}

export function aKey(more: Partial<VirtualKey> = {}): VirtualKey {
  return {
    id: '11111111-1111-4111-8111-111111111111',
    name: 'CI',
    tenant: LEDGER_TEAM_REF,
    prefix: 'plk_abc',
    createdBy: 'user:default/mira',
    createdAt: secondsAgo(3600),
    ...more,
  };
}

export function aStop(more: Partial<KillSwitchEvent> = {}): KillSwitchEvent {
  return {
    id: '1',
    enabled: false,
    endRunning: false,
    reason: 'The bill is too high',
    by: 'user:default/mira',
    at: secondsAgo(180),
    ...more,
  };
}
