import { BackendProcess, freePort } from '../BackendProcess';

/** How a {@link BurstBackend} is configured. */
export interface BurstBackendOptions {
  database: Record<string, unknown>;
  /** Documents of each vendor. */
  documents: number;
  sources: Record<string, unknown>;
  /** What stands beside `specCoverage`. */
  rootConfig: Record<string, unknown>;
  /** What stands below `specCoverage`, beside the sources. */
  config?: Record<string, unknown>;
  /** Whether the prover settles claims at once, or never. */
  prover?: 'settles' | 'waits';
  nodeOptions?: string[];
}

/** A backend process that can be killed and started again. */
export class BurstBackend extends BackendProcess {
  /** Chooses a port. The process is started by {@link BackendProcess.start}. */
  static async create(options: BurstBackendOptions): Promise<BurstBackend> {
    const rootConfig = Object.entries(options.rootConfig).map(
      ([key, value]) => [`APP_CONFIG_${key}`, JSON.stringify(value)],
    );
    return new BurstBackend(await freePort(), {
      script: 'src/__testUtils__/burst/backend.ts',
      nodeOptions: options.nodeOptions,
      env: {
        BURST_DOCUMENTS: String(options.documents),
        BURST_PROVER: options.prover ?? 'settles',
        APP_CONFIG_backend_database: JSON.stringify(options.database),
        APP_CONFIG_specCoverage: JSON.stringify({
          lease: '2s',
          sources: options.sources,
          ...options.config,
        }),
        ...Object.fromEntries(rootConfig),
      },
    });
  }
}
