import { http, HttpResponse, RequestHandler } from 'msw';
import type {
  Gateway,
  KillSwitchEvent,
  KillSwitchRequest,
  Refusals,
  Tenant,
  UsageItem,
  VirtualKey,
  VirtualKeyRequest,
} from '@proofline/backstage-plugin-cost-governance-common';
import { aTenant, aUse, secondsAgo } from './fixtures';

const BASE_URL = 'http://localhost:7007/api/cost-governance';

type Refusal = {
  /** Method and path of the requests that are refused. */
  of: RegExp;
  status: number;
  /** Empty for an answer that is not of the backend. */
  name: string;
  message: string;
};

const NO_REFUSALS: Refusals = {
  exhausted: 0,
  tooLarge: 0,
  stopped: 0,
  withoutLimit: 0,
  unavailable: 0,
};

/**
 * The cost-governance backend as the network sees it. It answers with what its fields hold at the time of a request, keeps to pages, and
 * remembers keys and uses of the switch.
 */
export class TestBackend {
  tenants: Tenant[] = [];
  usage: Record<'day' | 'model' | 'entity', UsageItem[]> = {
    day: [],
    model: [],
    entity: [],
  };
  refusals: Array<Partial<Refusals> & { day: string }> = [];
  keys: VirtualKey[] = [];
  gateway: Gateway = { vendors: [] };
  isStoppedByEnvironment = false;
  /** The newest first. */
  events: KillSwitchEvent[] = [];
  refusal: Refusal | undefined;
  /** Answers wait for this. */
  gate: Promise<void> = Promise.resolve();
  /** Method, path and query of each request. */
  readonly requests: string[] = [];
  /** What was asked for in bodies. */
  readonly bodies: unknown[] = [];

  readonly handlers: RequestHandler[] = [
    this.#on('get', '/llm/tenants', ({ query }) => pageOf(this.tenants, query)),
    this.#on(
      'get',
      '/llm/tenants/:ref',
      ({ parameter }) =>
        this.tenants.find(({ ref }) => ref === parameter) ??
        aTenant({ ref: parameter, limits: [] }),
    ),
    this.#on('get', '/llm/usage', ({ query }) => {
      const items =
        this.usage[(query.get('groupBy') ?? 'day') as 'day' | 'model'];
      return {
        from: query.get('from'),
        to: query.get('to'),
        items: items.slice(0, Number(query.get('limit') ?? 366)),
        total: sumOf(items),
      };
    }),
    this.#on('get', '/llm/refusals', ({ query }) => {
      const items = this.refusals.map(item => ({ ...NO_REFUSALS, ...item }));
      const total = { ...NO_REFUSALS };
      for (const item of items) {
        for (const reason of Object.keys(total) as Array<keyof Refusals>) {
          total[reason] += item[reason];
        }
      }
      return { from: query.get('from'), to: query.get('to'), items, total };
    }),
    this.#on('get', '/llm/gateway', () => this.gateway),
    this.#on('get', '/llm/virtual-keys', ({ query }) =>
      pageOf(
        this.keys.filter(
          ({ tenant }) => tenant === (query.get('tenant') ?? tenant),
        ),
        query,
      ),
    ),
    this.#on('post', '/llm/virtual-keys', ({ body }) => {
      const request = body as VirtualKeyRequest;
      const virtualKey: VirtualKey = {
        ...request,
        id: `00000000-0000-4000-8000-${String(this.keys.length).padStart(
          12,
          '0',
        )}`,
        prefix: 'plk_new',
        createdBy: 'user:default/mira',
        createdAt: secondsAgo(0),
      };
      this.keys = [virtualKey, ...this.keys];
      return { key: 'plk_new_secret', virtualKey };
    }),
    this.#on('delete', '/llm/virtual-keys/:id', ({ parameter }) => {
      this.keys = this.keys.map(key =>
        key.id === parameter
          ? {
              ...key,
              revokedAt: secondsAgo(0),
              revokedBy: 'user:default/mira',
            }
          : key,
      );
      return undefined;
    }),
    this.#on('get', '/llm/kill-switch', () => this.#killSwitch()),
    this.#on('put', '/llm/kill-switch', ({ body }) => {
      const request = body as KillSwitchRequest;
      this.events = [
        {
          ...request,
          id: String(this.events.length + 1),
          endRunning: request.endRunning ?? false,
          by: 'user:default/mira',
          at: secondsAgo(0),
        },
        ...this.events,
      ];
      return this.#killSwitch();
    }),
    this.#on('get', '/llm/kill-switch/history', ({ query }) =>
      pageOf(this.events, query),
    ),
  ];

  /** Of each tenant and of all, the newest use counts. */
  #killSwitch() {
    const newest = new Map(
      [...this.events].reverse().map(event => [event.tenant, event]),
    );
    const stops = [...newest.values()].filter(({ enabled }) => !enabled);
    return {
      enabled:
        !this.isStoppedByEnvironment &&
        stops.every(({ tenant }) => tenant !== undefined),
      isStoppedByEnvironment: this.isStoppedByEnvironment,
      stops,
    };
  }

  #on(
    method: 'get' | 'post' | 'put' | 'delete',
    path: string,
    answer: (request: {
      query: URLSearchParams;
      parameter: string;
      body: unknown;
    }) => object | undefined,
  ) {
    return http[method](`${BASE_URL}${path}`, async ({ params, request }) => {
      const { pathname, search, searchParams } = new URL(request.url);
      const asked = `${request.method} ${pathname.slice(
        new URL(BASE_URL).pathname.length,
      )}${search}`;
      this.requests.push(asked);
      const body = request.body ? await request.json() : undefined;
      if (body) {
        this.bodies.push(body);
      }
      await this.gate;
      if (this.refusal?.of.test(asked)) {
        const { message, name, status } = this.refusal;
        if (!name) {
          return new HttpResponse(null, { status });
        }
        return HttpResponse.json(
          {
            error: { name, message },
            request: { method: request.method, url: pathname },
            response: { statusCode: status },
          },
          { status },
        );
      }
      const answered = answer({
        query: searchParams,
        parameter: decodeURIComponent(String(params.ref ?? params.id ?? '')),
        body,
      });
      return answered
        ? HttpResponse.json(answered)
        : new HttpResponse(null, { status: 204 });
    });
  }
}

function sumOf(items: UsageItem[]) {
  const total = aUse();
  for (const item of items) {
    for (const name of Object.keys(total) as Array<keyof typeof total>) {
      total[name] += item[name];
    }
  }
  return total;
}

/** The cursor is the index of the first item that was not given yet. */
function pageOf<T>(items: T[], query: URLSearchParams) {
  const start = Number(query.get('cursor') ?? 0);
  const end = start + Number(query.get('limit') ?? 50);
  return {
    items: items.slice(start, end),
    nextCursor: end < items.length ? String(end) : undefined,
  };
}
