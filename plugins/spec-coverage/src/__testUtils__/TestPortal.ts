import { http, HttpResponse, RequestHandler } from 'msw';
import {
  type CoverageCounts,
  coveragePercentage,
  type CoverageTrend,
  emptyCounts,
  type ProofLatency,
  type SpecState,
  sumCounts,
} from '@proofline/backstage-plugin-spec-coverage-common';

const BASE_URL = 'http://localhost:7007/api/spec-coverage';

const HOUR_MS = 60 * 60_000;

const AGES = [
  [0, 24],
  [24, 168],
  [168, 720],
  [720, undefined],
] as const;

/** What a portal knows of a spec, as far as it is counted. */
export interface CountedSpec {
  ref: string;
  title: string;
  source: string;
  state: SpecState;
  counts: CoverageCounts;
  owner: string;
  system: string;
  component: string;
  repository?: string;
  /** When its drift was opened, if one is open. */
  openedAt?: string;
}

type Group = 'system' | 'owner' | 'component' | 'repository' | 'source';

/**
 * The spec-coverage backend as the network sees it, as far as it answers for the whole portal: it counts its specs, and keeps to filters
 * and pages.
 */
export class TestPortal {
  specs: CountedSpec[] = [];
  latency: ProofLatency | undefined;
  averageLatencies: Record<string, number> = {};
  trend: CoverageTrend = {
    from: '2026-11-01',
    to: '2026-11-30',
    interval: 'day',
    points: [],
  };
  /** Routes whose path matches refuse. */
  refusal:
    | { path: RegExp; status: number; name: string; message: string }
    | undefined;
  /** Answers wait for this. */
  gate: Promise<void> = Promise.resolve();
  /** Path and query of each request. */
  readonly requests: string[] = [];

  readonly handlers: RequestHandler[] = [
    this.#on('/coverage', query => {
      const specs = this.#select(query);
      const drifts = this.#drifts(specs);
      return {
        ...summaryOf(specs),
        oldestDriftOpenedAt: drifts[0]?.openedAt,
        proofLatency: this.latency,
        driftAges: AGES.map(([fromHours, toHours]) => ({
          fromHours,
          toHours,
          count: drifts.filter(({ openedAt }) => {
            const hours = (Date.now() - Date.parse(openedAt)) / HOUR_MS;
            return (
              hours >= fromHours && (toHours === undefined || hours < toHours)
            );
          }).length,
        })),
      };
    }),
    this.#on('/coverage/groups', query => {
      const by = query.get('by') as Group;
      const specs = this.#select(query);
      const refs = [...new Set(specs.flatMap(spec => spec[by] ?? []))];
      return pageOf(
        refs
          .map(ref => ({
            ref,
            ...summaryOf(specs.filter(spec => spec[by] === ref)),
          }))
          .sort((a, b) => b.counts.expected - a.counts.expected),
        query,
      );
    }),
    this.#on('/coverage/trends', () => this.trend),
    this.#on('/coverage/top-performers', query => {
      const specs = this.#select(query);
      const owners = [...new Set(specs.map(({ owner }) => owner))];
      return {
        items: owners
          .map(ownerRef => ({
            ownerRef,
            ...summaryOf(specs.filter(({ owner }) => owner === ownerRef)),
            averageProofLatencyMs: this.averageLatencies[ownerRef],
          }))
          .sort((a, b) => b.provenSpecs - a.provenSpecs),
      };
    }),
    this.#on('/drifts', query =>
      pageOf(
        this.#drifts(
          this.#select(query).filter(
            ({ state }) => state === (query.get('specState') ?? state),
          ),
        ),
        query,
      ),
    ),
  ];

  /** The requests to a route, as they came. */
  requestsTo(route: string): URLSearchParams[] {
    return this.requests
      .filter(request => request.split('?')[0] === route)
      .map(request => new URLSearchParams(request.split('?')[1]));
  }

  #select(query: URLSearchParams): CountedSpec[] {
    const state = query.get('state');
    return this.specs.filter(
      spec =>
        (['owner', 'system', 'source'] as const).every(
          name => spec[name] === (query.get(name) ?? spec[name]),
        ) &&
        (state === null || state === 'open' || spec.state === state),
    );
  }

  #drifts(specs: CountedSpec[]) {
    return specs
      .flatMap(({ openedAt, ref, source, state, title }) =>
        openedAt === undefined
          ? []
          : {
              id: `drift of ${ref}`,
              specRef: ref,
              title,
              source,
              specState: state,
              openedAt,
            },
      )
      .sort((a, b) => (a.openedAt < b.openedAt ? -1 : 1));
  }

  #on(route: string, answer: (query: URLSearchParams) => object) {
    return http.get(`${BASE_URL}${route}`, async ({ request }) => {
      const { search, searchParams } = new URL(request.url);
      this.requests.push(`${route}${search}`);
      await this.gate;
      const { refusal } = this;
      if (refusal?.path.test(route)) {
        const { message, name, status } = refusal;
        return HttpResponse.json(
          {
            error: { name, message },
            request: { method: 'GET', url: route },
            response: { statusCode: status },
          },
          { status },
        );
      }
      return HttpResponse.json(answer(searchParams));
    });
  }
}

function summaryOf(specs: CountedSpec[]) {
  const counts = specs.length
    ? sumCounts(specs.map(spec => spec.counts))
    : emptyCounts();
  return {
    counts,
    percentage: coveragePercentage(counts),
    specs: specs.length,
    provenSpecs: specs.filter(({ state }) => state === 'proven').length,
    openDrifts: specs.filter(({ openedAt }) => openedAt).length,
  };
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
