import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import type {
  SpecCoverageApi,
  SpecCoverageRequestOptions,
} from './SpecCoverageApi';

/**
 * Makes {@link SpecCoverageApi} calls over HTTP, in a browser or in a backend.
 *
 * @public
 */
export class SpecCoverageClient implements SpecCoverageApi {
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

  getCoverage: SpecCoverageApi['getCoverage'] = options =>
    this.#request('/coverage', {}, options);

  getEntityCoverage: SpecCoverageApi['getEntityCoverage'] = async (
    entityRef,
    options,
  ) => {
    const { kind, namespace, name } = parseEntityRef(entityRef);
    const path = [kind, namespace, name].map(encodeURIComponent).join('/');
    return this.#request(`/coverage/entity/${path}`, {}, options);
  };

  listSpecs: SpecCoverageApi['listSpecs'] = (query, options) =>
    this.#request('/specs', { ...query }, options);

  getSpec: SpecCoverageApi['getSpec'] = (specRef, options) =>
    this.#request(`/specs/${encodeURIComponent(specRef)}`, {}, options);

  getSpecHistory: SpecCoverageApi['getSpecHistory'] = (
    specRef,
    query,
    options,
  ) =>
    this.#request(
      `/specs/${encodeURIComponent(specRef)}/history`,
      { ...query },
      options,
    );

  getSpecChanges: SpecCoverageApi['getSpecChanges'] = (specRef, options) =>
    this.#request(`/specs/${encodeURIComponent(specRef)}/changes`, {}, options);

  verifySpec: SpecCoverageApi['verifySpec'] = (specRef, options) =>
    this.#request(
      `/specs/${encodeURIComponent(specRef)}/verify`,
      {},
      options,
      'POST',
    );

  listDrifts: SpecCoverageApi['listDrifts'] = (query, options) =>
    this.#request('/drifts', { ...query }, options);

  listProofJobs: SpecCoverageApi['listProofJobs'] = (query, options) =>
    this.#request('/proof-jobs', { ...query }, options);

  getProofJob: SpecCoverageApi['getProofJob'] = (id, options) =>
    this.#request(`/proof-jobs/${encodeURIComponent(id)}`, {}, options);

  async #request<T>(
    path: string,
    query: Record<string, string | number | undefined>,
    options: SpecCoverageRequestOptions = {},
    method: 'GET' | 'POST' = 'GET',
  ): Promise<T> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('spec-coverage');
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) {
        search.set(name, String(value));
      }
    }
    const suffix = search.size > 0 ? `?${search}` : '';
    const response = await this.#fetchApi.fetch(`${baseUrl}${path}${suffix}`, {
      method,
      headers: options.token
        ? { Authorization: `Bearer ${options.token}` }
        : undefined,
      signal: options.signal,
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }
}
