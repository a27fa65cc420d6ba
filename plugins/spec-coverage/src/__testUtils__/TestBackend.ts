import { http, HttpResponse, RequestHandler } from 'msw';
import type {
  EntityCoverage,
  Page,
  Spec,
  SpecChanges,
  SpecHistoryEntry,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { coverageOf } from './fixtures';

const BASE_URL = 'http://localhost:7007/api/spec-coverage';

type Refusal = { status: number; name: string; message: string };

/**
 * The spec-coverage backend as the network sees it. It answers with what its fields hold at the time of a request.
 */
export class TestBackend {
  specs: Spec[] = [];
  /** What the entity's coverage has besides its specs. */
  coverage: Partial<EntityCoverage> = {};
  /** Pages of the history, by cursor; the first page has none. */
  history: Record<string, Page<SpecHistoryEntry>> = { '': { items: [] } };
  /** What changed since the last proof, whatever the spec. */
  changes: SpecChanges | undefined;
  /** Every route but `verify` refuses with this. */
  refusal: Refusal | undefined;
  verifyRefusal: Refusal | undefined;
  /** Called when a verification was accepted. */
  onVerify: (specRef: string) => void = () => {};
  /** Answers wait for this. */
  gate: Promise<void> = Promise.resolve();
  /** Method, path and query of each request. */
  readonly requests: string[] = [];

  readonly handlers: RequestHandler[] = [
    http.get(`${BASE_URL}/coverage/entity/:kind/:namespace/:name`, info =>
      this.#answer(info.request, () => coverageOf(this.specs, this.coverage)),
    ),
    http.get(`${BASE_URL}/specs/:ref`, info =>
      this.#answer(info.request, () => this.#spec(String(info.params.ref))),
    ),
    http.get(`${BASE_URL}/specs/:ref/history`, info => {
      const cursor = new URL(info.request.url).searchParams.get('cursor') ?? '';
      return this.#answer(info.request, () => this.history[cursor]);
    }),
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
  ];

  /** Number of requests to a path so far. */
  count(path: RegExp): number {
    return this.requests.filter(request => path.test(request)).length;
  }

  #spec(ref: string): Spec | undefined {
    return this.specs.find(spec => spec.ref === decodeURIComponent(ref));
  }

  #record(request: Request) {
    const { pathname, search } = new URL(request.url);
    this.requests.push(`${request.method} ${pathname}${search}`);
  }

  async #answer(request: Request, body: () => object | undefined) {
    this.#record(request);
    await this.gate;
    return this.refusal ? refuse(this.refusal) : HttpResponse.json(body());
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
