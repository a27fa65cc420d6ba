import type {
  KillSwitchState,
  LimitLevel,
  Tenant,
} from '@proofline/backstage-plugin-cost-governance-common';
import type { TokenBuckets } from '../buckets/TokenBuckets';
import { TokenBucketsUnavailableError } from '../buckets/TokenBucketsUnavailableError';
import { dayOf } from '../database';
import type { KillSwitch } from '../killSwitch/KillSwitch';
import { allChargesOf, type Limits, limitsOf } from './limits';
import type { RefusalReader } from './RefusalReader';
import { nothingUsed, type UsageReader } from './UsageReader';

/** Reads tenants with their limits, what is left, and what they used. */
export class TenantReader {
  readonly #buckets: TokenBuckets;
  readonly #killSwitch: Pick<KillSwitch, 'state'>;
  readonly #limits: Limits;
  readonly #refusals: RefusalReader;
  readonly #usage: UsageReader;

  constructor(options: {
    buckets: TokenBuckets;
    killSwitch: Pick<KillSwitch, 'state'>;
    limits: Limits;
    refusals: RefusalReader;
    usage: UsageReader;
  }) {
    this.#buckets = options.buckets;
    this.#killSwitch = options.killSwitch;
    this.#limits = options.limits;
    this.#refusals = options.refusals;
    this.#usage = options.usage;
  }

  /**
   * Refs of tenants that have limits of their own or used tokens this month, in their order.
   *
   * @param after - only those after this one
   */
  async list(after: string | undefined, limit: number): Promise<string[]> {
    const { today, month } = days();
    const refs = new Set([
      ...this.#limits.tenants.keys(),
      ...(await this.#usage.tenants(month, today)),
    ]);
    return [...refs]
      .sort()
      .filter(ref => after === undefined || ref > after)
      .slice(0, limit);
  }

  /** Tenants by their refs, also those that nobody heard of. */
  async read(refs: readonly string[]): Promise<Tenant[]> {
    const { today, month } = days();
    const [state, usedToday, usedThisMonth, refusedToday, refusedThisMonth] =
      await Promise.all([
        this.#killSwitch.state(),
        this.#usage.ofTenants(refs, today, today),
        this.#usage.ofTenants(refs, month, today),
        this.#refusals.ofTenants(refs, today, today),
        this.#refusals.ofTenants(refs, month, today),
      ]);
    return Promise.all(
      refs.map(async ref => ({
        ref,
        callsEnabled: isEnabled(state, ref),
        limits: await this.#levels(ref),
        today: usedToday.get(ref) ?? nothingUsed(),
        thisMonth: usedThisMonth.get(ref) ?? nothingUsed(),
        refusedToday: refusedToday.get(ref) ?? 0,
        refusedThisMonth: refusedThisMonth.get(ref) ?? 0,
      })),
    );
  }

  async #levels(tenant: string): Promise<LimitLevel[]> {
    const limits = limitsOf(this.#limits, tenant);
    if (!limits) {
      return [];
    }
    const charges = allChargesOf(limits);
    try {
      const levels = await this.#buckets.levels(tenant, charges);
      return levels.map(({ limit, name, scope, tokens }) => ({
        scope,
        name,
        ...limit,
        tokens,
      }));
    } catch (error) {
      if (error instanceof TokenBucketsUnavailableError) {
        // Use and limits are known all the same.
        return charges.map(({ limit, name, scope }) => ({
          scope,
          name,
          ...limit,
        }));
      }
      throw error;
    }
  }
}

function isEnabled(state: KillSwitchState, tenant: string): boolean {
  return state.enabled && state.stops.every(stop => stop.tenant !== tenant);
}

function days(): { today: string; month: string } {
  const today = dayOf(new Date());
  return { today, month: `${today.slice(0, 7)}-01` };
}
