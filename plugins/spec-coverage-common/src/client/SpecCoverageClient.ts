import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import type { paths } from './generated/openapi';
import type {
  SpecCoverageApi,
  SpecCoverageRequestOptions,
} from './SpecCoverageApi';

type Query = Record<string, string | number | readonly string[] | undefined>;

/** What a call adds to its path and its options. */
interface Details {
  method?: 'GET' | 'PUT' | 'POST' | 'DELETE';
  /** Values of what stands in braces in the path. */
  parameters?: Record<string, string>;
  query?: Query;
  body?: object;
}

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

  getCoverage: SpecCoverageApi['getCoverage'] = (query, options) =>
    this.#request('/coverage', { query }, options);

  listCoverageGroups: SpecCoverageApi['listCoverageGroups'] = (
    query,
    options,
  ) => this.#request('/coverage/groups', { query }, options);

  getCoverageTrend: SpecCoverageApi['getCoverageTrend'] = (query, options) =>
    this.#request('/coverage/trends', { query }, options);

  listTopPerformers: SpecCoverageApi['listTopPerformers'] = (query, options) =>
    this.#request('/coverage/top-performers', { query }, options);

  getEntityCoverage: SpecCoverageApi['getEntityCoverage'] = async (
    entityRef,
    options,
  ) => {
    const { kind, namespace, name } = parseEntityRef(entityRef);
    return this.#request(
      '/coverage/entity/{kind}/{namespace}/{name}',
      { parameters: { kind, namespace, name } },
      options,
    );
  };

  getRepositoryCoverage: SpecCoverageApi['getRepositoryCoverage'] = (
    repository,
    options,
  ) =>
    this.#request(
      '/coverage/repository/{repository}',
      { parameters: { repository } },
      options,
    );

  getUserStoryCoverage: SpecCoverageApi['getUserStoryCoverage'] = (
    story,
    options,
  ) =>
    this.#request(
      '/coverage/user-story/{story}',
      { parameters: { story } },
      options,
    );

  listSpecs: SpecCoverageApi['listSpecs'] = (query, options) =>
    this.#request('/specs', { query }, options);

  getSpec: SpecCoverageApi['getSpec'] = (ref, options) =>
    this.#request('/specs/{ref}', { parameters: { ref } }, options);

  getSpecHistory: SpecCoverageApi['getSpecHistory'] = (ref, query, options) =>
    this.#request(
      '/specs/{ref}/history',
      { parameters: { ref }, query },
      options,
    );

  getSpecChanges: SpecCoverageApi['getSpecChanges'] = (ref, options) =>
    this.#request('/specs/{ref}/changes', { parameters: { ref } }, options);

  verifySpec: SpecCoverageApi['verifySpec'] = (ref, options) =>
    this.#request(
      '/specs/{ref}/verify',
      { method: 'POST', parameters: { ref } },
      options,
    );

  listInvariants: SpecCoverageApi['listInvariants'] = (query, options) =>
    this.#request('/invariants', { query }, options);

  acceptInvariant: SpecCoverageApi['acceptInvariant'] = (
    ref,
    key,
    body,
    options,
  ) =>
    this.#request(
      '/specs/{ref}/invariants/{key}/acceptance',
      { method: 'PUT', parameters: { ref, key }, body },
      options,
    );

  withdrawAcceptance: SpecCoverageApi['withdrawAcceptance'] = (
    ref,
    key,
    options,
  ) =>
    this.#request(
      '/specs/{ref}/invariants/{key}/acceptance',
      { method: 'DELETE', parameters: { ref, key } },
      options,
    );

  listDrifts: SpecCoverageApi['listDrifts'] = (query, options) =>
    this.#request('/drifts', { query }, options);

  listProofJobs: SpecCoverageApi['listProofJobs'] = (query, options) =>
    this.#request('/proof-jobs', { query }, options);

  getProofJob: SpecCoverageApi['getProofJob'] = (id, options) =>
    this.#request('/proof-jobs/{id}', { parameters: { id } }, options);

  async #request<T>(
    path: keyof paths,
    details: Details,
    options: SpecCoverageRequestOptions = {},
  ): Promise<T> {
    const { method = 'GET', parameters = {}, query = {}, body } = details;
    const baseUrl = await this.#discoveryApi.getBaseUrl('spec-coverage');
    const route = path.replace(/\{(\w+)\}/g, (_, name) =>
      encodeURIComponent(parameters[name]),
    );
    const response = await this.#fetchApi.fetch(
      `${baseUrl}${route}${toSearch(query)}`,
      {
        method,
        headers: {
          ...(options.token && { Authorization: `Bearer ${options.token}` }),
          ...(body && { 'Content-Type': 'application/json' }),
        },
        body: body && JSON.stringify(body),
        signal: options.signal,
      },
    );
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return (response.status === 204 ? undefined : response.json()) as T;
  }
}

function toSearch(query: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const each of [value ?? []].flat()) {
      search.append(name, String(each));
    }
  }
  return search.size > 0 ? `?${search}` : '';
}
