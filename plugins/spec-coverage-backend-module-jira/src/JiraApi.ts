import type { JsonValue } from '@backstage/types';
import {
  type SourceHttpAnswer,
  SourceHttpClient,
  type SourceHttpRequest,
  TryLaterError,
} from '@proofline/backstage-plugin-spec-coverage-node';
import { chunk } from 'lodash';
import type { JiraSite } from './config';

/** How many issues Jira takes in one request. */
const BATCH = 100;

/** An issue, as far as it is a spec. */
export interface JiraIssue {
  key: string;
  fields: Record<string, JsonValue>;
  /** Names of fields, by id. */
  names?: Record<string, string>;
  changelog?: {
    histories?: Array<{
      author?: { displayName?: string };
      created?: string;
      items?: Array<{ field?: string; fieldId?: string }>;
    }>;
  };
}

/** What Jira says of an issue that it does not give. */
export interface JiraRefusal {
  status: number;
}

/** The part of Jira's REST API that this source uses. */
export class JiraApi {
  readonly #http: SourceHttpClient;
  readonly #site: JiraSite;

  constructor(site: JiraSite) {
    this.#site = site;
    this.#http = new SourceHttpClient({
      baseUrl: site.baseUrl,
      configKey: site.configKey,
      headers: async () => ({ authorization: site.authorization }),
    });
  }

  /**
   * One issue, with the fields that are asked for and the newest entries of its history.
   *
   * @throws TryLaterError when Jira cannot be asked at the moment
   */
  async issue(
    key: string,
    fields: readonly string[],
    signal: AbortSignal,
  ): Promise<JiraIssue | JiraRefusal> {
    const answer = await this.#request({
      path: ['issue', key],
      query: { fields: fields.join(','), expand: 'names,changelog' },
      signal,
    });
    return answer.status === 200
      ? (answer.json() as JiraIssue)
      : { status: answer.status };
  }

  /**
   * When issues were last changed, by their keys. Those that are not there, or not for the portal to see, are left out.
   *
   * @throws TryLaterError when Jira cannot be asked at the moment
   */
  async updated(
    keys: readonly string[],
    signal: AbortSignal,
  ): Promise<Map<string, Date>> {
    const updated = new Map<string, Date>();
    for (const batch of chunk(keys, BATCH)) {
      const issues =
        this.#site.deployment === 'cloud'
          ? await this.#bulkFetch(batch, signal)
          : await this.#search(batch, signal);
      for (const { fields, key } of issues) {
        updated.set(key, new Date(String(fields.updated)));
      }
    }
    return updated;
  }

  async #bulkFetch(keys: string[], signal: AbortSignal): Promise<JiraIssue[]> {
    const answer = await this.#request({
      method: 'POST',
      path: ['issue', 'bulkfetch'],
      body: { issueIdsOrKeys: keys, fields: ['updated'] },
      signal,
    });
    return listOf(answer, this.#site);
  }

  async #search(keys: string[], signal: AbortSignal): Promise<JiraIssue[]> {
    const answer = await this.#request({
      path: ['search'],
      query: {
        jql: `key in (${keys.map(key => `"${key}"`).join(',')})`,
        fields: 'updated',
        maxResults: BATCH,
        // Keys that are not there (any more) are no error.
        validateQuery: false,
      },
      signal,
    });
    return listOf(answer, this.#site);
  }

  async #request(request: SourceHttpRequest): Promise<SourceHttpAnswer> {
    const version = this.#site.deployment === 'cloud' ? '3' : '2';
    return this.#http.request({
      ...request,
      path: ['rest', 'api', version, ...request.path],
    });
  }
}

function listOf(answer: SourceHttpAnswer, site: JiraSite): JiraIssue[] {
  const { issues } = (answer.status === 200 ? answer.json() : {}) as {
    issues?: unknown;
  };
  if (!Array.isArray(issues)) {
    throw new TryLaterError(
      `Jira answered ${answer.status} when it was asked which issues changed; look at the rights of the account of ${site.configKey}`,
    );
  }
  return issues;
}
