import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type { ListedInvariant } from '@proofline/backstage-plugin-spec-coverage-common';
import { SpecCoverageCollatorFactory } from '../collator';

/** A request that came in: its path, and the place in the list where its page begins. */
export interface TestRequest {
  path: string;
  from: number;
}

/**
 * The lists of the spec-coverage API, on a real server, of which a test decides when it breaks or changes.
 */
export class TestApi {
  /** SpecRefs, in their order. */
  specs: string[] = [];
  /** In the order of their specs and keys. */
  invariants: ListedInvariant[] = [];
  /** Entity refs by SpecRef. */
  namers: Record<string, string[]> = {};
  readonly requests: TestRequest[] = [];
  /** Called before a request is answered; answers with an error when it throws. */
  onRequest: (request: TestRequest) => void = () => undefined;
  /** Set to have each page lead to itself. */
  loops = false;
  #server: Server | undefined;

  async start(): Promise<void> {
    this.#server = createServer((request, response) => {
      const url = new URL(request.url!, 'http://localhost');
      const asked = {
        path: decodeURIComponent(url.pathname),
        from: Number(url.searchParams.get('cursor') ?? 0),
      };
      this.requests.push(asked);
      response.setHeader('Content-Type', 'application/json');
      try {
        this.onRequest(asked);
        response.end(
          JSON.stringify(
            this.#answer(asked, Number(url.searchParams.get('limit'))),
          ),
        );
      } catch (error) {
        response.statusCode = 503;
        response.end(
          JSON.stringify({
            error: { name: 'ServiceUnavailableError', message: `${error}` },
            response: { statusCode: 503 },
          }),
        );
      }
    });
    await new Promise<void>(resolve => this.#server!.listen(0, resolve));
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise(resolve => this.#server?.close(resolve));
  }

  /** A collator that reads this API. */
  collatorFactory(
    options: { entities?: Entity[]; config?: object } = {},
  ): SpecCoverageCollatorFactory {
    const { port } = this.#server!.address() as AddressInfo;
    return SpecCoverageCollatorFactory.fromConfig(
      new ConfigReader({
        search: { collators: { specCoverage: options.config ?? {} } },
      } as never),
      {
        auth: mockServices.auth({ pluginId: 'search' }),
        catalog: catalogServiceMock({ entities: options.entities ?? [] }),
        discovery: mockServices.discovery.mock({
          getBaseUrl: async () => `http://localhost:${port}`,
        }),
      },
    );
  }

  #answer({ path, from }: TestRequest, limit: number): unknown {
    const page = (all: readonly unknown[]) => {
      const end = from + limit;
      const next = this.loops ? from : end;
      return {
        items: all.slice(from, end),
        ...((this.loops || end < all.length) && { nextCursor: String(next) }),
      };
    };
    if (path === '/specs') {
      return page(this.specs.map(specOf));
    }
    if (path === '/invariants') {
      return page(this.invariants);
    }
    const ref = path.slice('/specs/'.length);
    return { ...specOf(ref), entityRefs: this.namers[ref] ?? [] };
  }
}

function specOf(ref: string): object {
  return { ref, title: `Title of ${ref}`, source: 'files', state: 'proven' };
}

/** An invariant as lists show it. */
export function invariant(
  specRef: string,
  key: string,
  story?: string,
): ListedInvariant {
  return {
    ref: `${specRef}#${key}`,
    key,
    text: `claim ${key}`,
    state: 'proven',
    line: 1,
    specRef,
    specTitle: `Title of ${specRef}`,
    ...(story && { story }),
  };
}
