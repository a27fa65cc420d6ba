import { ResponseError } from '@backstage/errors';
import type { paths } from './generated/openapi';
import type {
  Gateway,
  KillSwitchEvent,
  KillSwitchRequest,
  KillSwitchState,
  NewVirtualKey,
  Page,
  PageQuery,
  RefusalQuery,
  RefusalReport,
  Reservation,
  ReservationRequest,
  SettleRequest,
  Tenant,
  Usage,
  UsageQuery,
  UsageReport,
  VirtualKey,
  VirtualKeyQuery,
  VirtualKeyRequest,
} from './types';

/**
 * What a call takes beside its arguments.
 *
 * @public
 */
export interface CostGovernanceRequestOptions {
  /** A Backstage token, in backends, where no `fetchApi` adds one. */
  token?: string;
  signal?: AbortSignal;
}

interface Details {
  method?: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** Values of what stands in braces in the path. */
  parameters?: Record<string, string>;
  query?: object;
  body?: object;
}

/**
 * Calls the REST API of the cost-governance plugin, in a browser or in a backend. A refusal is thrown as `ResponseError` of
 * `@backstage/errors`; its `cause` has the name and message that the backend gave.
 *
 * @public
 */
export class CostGovernanceClient {
  readonly #discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
  readonly #fetchApi: { fetch: typeof fetch };

  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi?: { fetch: typeof fetch };
  }) {
    this.#discoveryApi = options.discoveryApi;
    // A browser's fetch refuses to be called as a method of another object, so it is called as the global one.
    this.#fetchApi = options.fetchApi ?? {
      fetch: (input, init) => fetch(input, init),
    };
  }

  /** Holds tokens for one LLM call. To send the same `requestId` again is safe. */
  reserve(
    body: ReservationRequest,
    options?: CostGovernanceRequestOptions,
  ): Promise<Reservation> {
    return this.#request(
      '/llm/reservations',
      { method: 'POST', body },
      options,
    );
  }

  /** Says what the call used. To send it again is safe: what was settled stays as it is. */
  settle(
    id: string,
    body: SettleRequest,
    options?: CostGovernanceRequestOptions,
  ): Promise<Usage> {
    return this.#request(
      '/llm/reservations/{id}/settle',
      { method: 'POST', parameters: { id }, body },
      options,
    );
  }

  /** Gives the tokens of a call back that was not made. To send it again is safe. */
  release(id: string, options?: CostGovernanceRequestOptions): Promise<void> {
    return this.#request(
      '/llm/reservations/{id}',
      { method: 'DELETE', parameters: { id } },
      options,
    );
  }

  /** Tenants that have limits of their own, or used tokens this month. */
  listTenants(
    query?: PageQuery,
    options?: CostGovernanceRequestOptions,
  ): Promise<Page<Tenant>> {
    return this.#request('/llm/tenants', { query }, options);
  }

  /** Level, limits, use and cost of one tenant, by its entity ref. */
  getTenant(
    ref: string,
    options?: CostGovernanceRequestOptions,
  ): Promise<Tenant> {
    return this.#request(
      '/llm/tenants/{ref}',
      { parameters: { ref } },
      options,
    );
  }

  /** What was used, and what it cost. */
  getUsage(
    query?: UsageQuery,
    options?: CostGovernanceRequestOptions,
  ): Promise<UsageReport> {
    return this.#request('/llm/usage', { query }, options);
  }

  /** How many reservations were refused, by day and why. */
  getRefusals(
    query?: RefusalQuery,
    options?: CostGovernanceRequestOptions,
  ): Promise<RefusalReport> {
    return this.#request('/llm/refusals', { query }, options);
  }

  /** Where the gateway is. */
  getGateway(options?: CostGovernanceRequestOptions): Promise<Gateway> {
    return this.#request('/llm/gateway', {}, options);
  }

  /** Virtual keys, the newest first, also those that are revoked or expired. */
  listVirtualKeys(
    query?: VirtualKeyQuery,
    options?: CostGovernanceRequestOptions,
  ): Promise<Page<VirtualKey>> {
    return this.#request('/llm/virtual-keys', { query }, options);
  }

  /** Makes a virtual key. Its secret is in the answer, and nowhere else. */
  createVirtualKey(
    body: VirtualKeyRequest,
    options?: CostGovernanceRequestOptions,
  ): Promise<NewVirtualKey> {
    return this.#request(
      '/llm/virtual-keys',
      { method: 'POST', body },
      options,
    );
  }

  /** Revokes a virtual key for good. To send it again is safe. */
  revokeVirtualKey(
    id: string,
    options?: CostGovernanceRequestOptions,
  ): Promise<void> {
    return this.#request(
      '/llm/virtual-keys/{id}',
      { method: 'DELETE', parameters: { id } },
      options,
    );
  }

  /** Whether LLM calls are allowed. */
  getKillSwitch(
    options?: CostGovernanceRequestOptions,
  ): Promise<KillSwitchState> {
    return this.#request('/llm/kill-switch', {}, options);
  }

  /** Stops LLM calls, or allows them again. */
  setKillSwitch(
    body: KillSwitchRequest,
    options?: CostGovernanceRequestOptions,
  ): Promise<KillSwitchState> {
    return this.#request('/llm/kill-switch', { method: 'PUT', body }, options);
  }

  /** Each use of the kill switch, the newest first. */
  listKillSwitchEvents(
    query?: PageQuery,
    options?: CostGovernanceRequestOptions,
  ): Promise<Page<KillSwitchEvent>> {
    return this.#request('/llm/kill-switch/history', { query }, options);
  }

  async #request<T>(
    path: keyof paths,
    { method = 'GET', parameters = {}, query = {}, body }: Details,
    options?: CostGovernanceRequestOptions,
  ): Promise<T> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('cost-governance');
    const filled = path.replace(/\{(\w+)\}/g, (_, name) =>
      encodeURIComponent(parameters[name]),
    );
    const search = new URLSearchParams(
      Object.entries(query).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, String(value)]],
      ),
    );
    const url = `${baseUrl}${filled}${search.size > 0 ? `?${search}` : ''}`;
    const response = await this.#fetchApi.fetch(url, {
      method,
      signal: options?.signal,
      headers: {
        ...(body && { 'Content-Type': 'application/json' }),
        ...(options?.token && { Authorization: `Bearer ${options.token}` }),
      },
      body: body && JSON.stringify(body),
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.status === 204
      ? (undefined as T)
      : ((await response.json()) as T);
  }
}
