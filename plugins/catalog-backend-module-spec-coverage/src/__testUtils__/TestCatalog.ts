import { setTimeout as delay } from 'node:timers/promises';
import {
  coreServices,
  createServiceFactory,
  type SchedulerService,
} from '@backstage/backend-plugin-api';
import {
  createMockDirectory,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { CatalogClient } from '@backstage/catalog-client';
import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import catalogModuleSpecCoverage from '..';

/** What may be declared in the files of the test. `Spec` and `UserStory` are allowed where a test says so. */
const ORDINARY_KINDS = ['Component', 'System', 'Group', 'Location'];

/**
 * A real catalog, with its database in memory, that reads catalog files from a folder every second.
 *
 * The clock of its scheduled tasks is the test: each look at the catalog runs them first.
 */
export class TestCatalog {
  readonly #files = createMockDirectory();
  #scheduler: SchedulerService = mockServices.scheduler();
  #backend: TestBackend | undefined;

  /**
   * Starts a catalog of some files.
   *
   * @param files - content of all files that the test will use; `undefined` for one that is not there yet
   * @param options - kinds that may be declared besides the ordinary ones, and a provider to do without
   */
  async start(
    files: Record<string, string | undefined>,
    options: { allow?: string[]; disabledProvider?: string } = {},
  ): Promise<void> {
    this.#files.clear();
    this.#scheduler = mockServices.scheduler();
    for (const [name, content] of Object.entries(files)) {
      if (content !== undefined) {
        this.write(name, content);
      }
    }
    this.#backend = await startTestBackend({
      features: [
        catalogPlugin,
        catalogModuleSpecCoverage,
        createServiceFactory({
          service: coreServices.scheduler,
          deps: {},
          factory: () => this.#scheduler,
        }),
        mockServices.rootConfig.factory({
          data: {
            catalog: {
              processingInterval: { seconds: 1 },
              rules: [{ allow: [...ORDINARY_KINDS, ...(options.allow ?? [])] }],
              locations: Object.keys(files).map(name => ({
                type: 'file',
                target: this.#files.resolve(name),
              })),
              providerOptions: options.disabledProvider
                ? { [options.disabledProvider]: { disabled: true } }
                : {},
            },
          },
        }),
      ],
    });
  }

  async stop(): Promise<void> {
    await this.#backend?.stop();
    this.#backend = undefined;
  }

  /** Writes a file, or changes it. */
  write(name: string, content: string): void {
    this.#files.addContent({ [name]: content });
  }

  get client(): CatalogClient {
    const port = this.#backend!.server.port();
    return new CatalogClient({
      discoveryApi: {
        getBaseUrl: async pluginId =>
          `http://localhost:${port}/api/${pluginId}`,
      },
    });
  }

  /** Ids of the scheduled tasks. */
  async tasks(): Promise<string[]> {
    const tasks = await this.#scheduler.getScheduledTasks();
    return tasks.map(task => task.id);
  }

  /** Reads all annotations once. */
  async refresh(): Promise<void> {
    await this.#scheduler.triggerTask('spec-coverage-annotations-refresh');
  }

  /** All entities except those of the kind `Location`, by their refs. */
  async entities(): Promise<Map<string, Entity>> {
    await this.refresh();
    await this.#scheduler.triggerTask('catalog_orphan_cleanup');
    const { items } = await this.client.getEntities();
    return new Map(
      items
        .filter(entity => entity.kind !== 'Location')
        .map(entity => [stringifyEntityRef(entity), entity]),
    );
  }

  /**
   * Looks at the catalog again and again until it is as expected. Before the time of the test runs out, what was wrong
   * at the last look is thrown.
   */
  async until(
    expectation: (entities: Map<string, Entity>) => void,
  ): Promise<Map<string, Entity>> {
    const giveUpAt = Date.now() + 40_000;
    for (;;) {
      const entities = await this.entities();
      try {
        expectation(entities);
        return entities;
      } catch (error) {
        if (Date.now() > giveUpAt) {
          throw error;
        }
      }
      await delay(100);
    }
  }
}

/** The relations of an entity as short texts, `<type> <target>`, in order. */
export function relationsOf(entity: Entity | undefined): string[] {
  return (entity?.relations ?? [])
    .map(({ type, targetRef }) => `${type} ${targetRef}`)
    .sort();
}
