import { http, HttpResponse, RequestHandler } from 'msw';
import {
  type AcceptanceRequest,
  countStates,
  coveragePercentage,
  type CoverageTrend,
  type EntityCoverage,
  type Page,
  type Spec,
  type SpecChanges,
  type SpecHistoryEntry,
  type UserStoryCoverage,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { coverageOf } from './fixtures';
import { invariantPage, listedInvariants } from './invariantPages';

const BASE_URL = 'http://localhost:7007/api/spec-coverage';

type Refusal = { status: number; name: string; message: string };

/** To take a risk, or, without a request, to take that back. */
type AcceptanceCall = {
  specRef: string;
  key: string;
  request?: AcceptanceRequest;
};

/**
 * The spec-coverage backend as the network sees it. It answers with what its fields hold at the time of a request.
 */
export class TestBackend {
  specs: Spec[] = [];
  /** What the entity's coverage has besides its specs. */
  coverage: Partial<EntityCoverage> = {};
  /** Coverage of other entities than the one on the screen; of those that are not here nothing is known. */
  others: Record<string, Partial<EntityCoverage>> = {};
  trend: CoverageTrend = {
    from: '2026-10-27',
    to: '2026-11-25',
    interval: 'day',
    points: [],
  };
  /** Pages of the history, by cursor; the first page has none. */
  history: Record<string, Page<SpecHistoryEntry>> = { '': { items: [] } };
  /** What changed since the last proof, whatever the spec. */
  changes: SpecChanges | undefined;
  /** Every route refuses with this, except those that have a refusal of their own. */
  refusal: Refusal | undefined;
  /** Only these routes refuse with {@link refusal}. */
  refusedRoutes: RegExp = /./;
  verifyRefusal: Refusal | undefined;
  acceptanceRefusal: Refusal | undefined;
  /** Called when a verification was accepted. */
  onVerify: (specRef: string) => void = () => {};
  /** Called when a risk was taken, or that taken back. */
  onAcceptance: (call: AcceptanceCall) => void = () => {};
  /** Answers wait for this. */
  gate: Promise<void> = Promise.resolve();
  /** Method, path and query of each request. */
  readonly requests: string[] = [];
  readonly acceptances: AcceptanceCall[] = [];

  readonly handlers: RequestHandler[] = [
    http.get(`${BASE_URL}/coverage/entity/:kind/:namespace/:name`, info => {
      const { kind, name, namespace } = info.params;
      const ref = `${kind}:${namespace}/${name}`;
      return this.#answer(info.request, () =>
        ref in this.others
          ? coverageOf([], this.others[ref])
          : coverageOf(this.specs, this.coverage),
      );
    }),
    http.get(`${BASE_URL}/coverage/trends`, info =>
      this.#answer(info.request, query => ({
        ...this.trend,
        interval: query.get('interval') ?? 'day',
      })),
    ),
    http.get(`${BASE_URL}/coverage/user-story/:story`, info => {
      const story = decodeURIComponent(String(info.params.story));
      return this.#answer(info.request, () => this.#story(story), {
        name: 'NotFoundError',
        status: 404,
        message: `No spec states an invariant for the story '${story}'`,
      });
    }),
    http.get(`${BASE_URL}/invariants`, info =>
      this.#answer(info.request, query => invariantPage(this.specs, query)),
    ),
    http.get(`${BASE_URL}/drifts`, info =>
      this.#answer(info.request, () => ({ items: this.#drifts() })),
    ),
    http.get(`${BASE_URL}/specs/:ref`, info =>
      this.#answer(info.request, () => this.#spec(String(info.params.ref))),
    ),
    http.get(`${BASE_URL}/specs/:ref/history`, info =>
      this.#answer(
        info.request,
        query => this.history[query.get('cursor') ?? ''],
      ),
    ),
    http.get(`${BASE_URL}/specs/:ref/changes`, info =>
      this.#answer(info.request, () => this.changes),
    ),
    http.post(`${BASE_URL}/specs/:ref/verify`, ({ request, params }) => {
      this.#record(request);
      if (this.verifyRefusal) {
        return refuse(this.verifyRefusal);
      }
      const specRef = decodeURIComponent(String(params.ref));
      this.onVerify(specRef);
      return HttpResponse.json(
        {
          specRef,
          check: { id: 'check', requestedAt: '2100-01-01T00:00:00Z', hints: 1 },
        },
        { status: 202 },
      );
    }),
    http.put(
      `${BASE_URL}/specs/:ref/invariants/:key/acceptance`,
      async ({ request, params }) =>
        this.#accept(request, params, {
          request: (await request.json()) as AcceptanceRequest,
        }),
    ),
    http.delete(
      `${BASE_URL}/specs/:ref/invariants/:key/acceptance`,
      ({ request, params }) => this.#accept(request, params, {}),
    ),
  ];

  /** Number of requests to a path so far. */
  count(path: RegExp): number {
    return this.requests.filter(request => path.test(request)).length;
  }

  #spec(ref: string): Spec | undefined {
    return this.specs.find(spec => spec.ref === decodeURIComponent(ref));
  }

  #story(ref: string): UserStoryCoverage | undefined {
    const invariants = listedInvariants(this.specs).filter(
      ({ story }) => story === ref,
    );
    const counts = countStates(invariants.map(({ state }) => state));
    return invariants.length === 0
      ? undefined
      : {
          ref,
          entityRef: `userstory:default/${ref.replace(':', '.')}`,
          counts,
          percentage: coveragePercentage(counts),
          invariants,
          specs: this.specs.flatMap(spec => {
            const states = invariants
              .filter(({ specRef }) => specRef === spec.ref)
              .map(({ state }) => state);
            const ofSpec = countStates(states);
            return states.length === 0
              ? []
              : {
                  ref: spec.ref,
                  title: spec.title,
                  state: spec.state,
                  counts: ofSpec,
                  percentage: coveragePercentage(ofSpec),
                };
          }),
        };
  }

  #drifts() {
    return this.specs.flatMap(({ drift, ref, source, state, title }) =>
      drift
        ? {
            id: drift.id,
            specRef: ref,
            title,
            source,
            specState: state,
            openedAt: drift.openedAt,
          }
        : [],
    );
  }

  #accept(
    request: Request,
    params: Record<string, unknown>,
    more: Pick<AcceptanceCall, 'request'>,
  ) {
    this.#record(request);
    if (this.acceptanceRefusal) {
      return refuse(this.acceptanceRefusal);
    }
    const call = {
      specRef: decodeURIComponent(String(params.ref)),
      key: String(params.key),
      ...more,
    };
    this.acceptances.push(call);
    this.onAcceptance(call);
    return more.request
      ? HttpResponse.json({
          acceptedBy: 'user:default/ada',
          acceptedAt: new Date().toISOString(),
          ...more.request,
        })
      : new HttpResponse(null, { status: 204 });
  }

  #record(request: Request) {
    const { pathname, search } = new URL(request.url);
    this.requests.push(`${request.method} ${pathname}${search}`);
  }

  async #answer(
    request: Request,
    body: (query: URLSearchParams) => object | undefined,
    missing?: Refusal,
  ) {
    this.#record(request);
    await this.gate;
    const { pathname, searchParams } = new URL(request.url);
    if (this.refusal && this.refusedRoutes.test(pathname)) {
      return refuse(this.refusal);
    }
    const answer = body(searchParams);
    return answer === undefined && missing
      ? refuse(missing)
      : HttpResponse.json(answer);
  }
}

function refuse({ status, name, message }: Refusal) {
  return HttpResponse.json(
    {
      error: { name, message },
      request: { method: 'GET', url: '/' },
      response: { statusCode: status },
    },
    { status },
  );
}
