import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';
import type { HumanDuration } from '@backstage/types';

export interface Config {
  /** Which specs are still proven. */
  specCoverage?: {
    /**
     * When all sources are asked for changes that nobody told of. Every hour by default.
     */
    reconcile?: SchedulerServiceTaskScheduleDefinitionConfig;
    /**
     * When the catalog is asked which entities name which specs. Every 30 seconds by default, for at most 5 minutes.
     * An entity whose page is opened is read at once.
     */
    catalogSync?: SchedulerServiceTaskScheduleDefinitionConfig;
    /** How specs are checked. */
    checks?: {
      /** How many specs of one source a backend process fetches at once. 8 by default. */
      concurrency?: number;
      /** How long one fetch may take. 30 s by default. */
      fetchTimeout?: HumanDuration | string;
      /** How long a source may take to list what changed. 15 minutes by default. */
      listTimeout?: HumanDuration | string;
    };
    /** How proofs are made. */
    proofs?: {
      /** How many proof jobs one backend process runs at once. 1 by default. */
      concurrency?: number;
    };
    /** What is kept of how coverage went. */
    history?: {
      /** For how long. 2 years by default, at least 30 days. */
      retention?: HumanDuration | string;
    };
    /**
     * How long a check or a proof is kept for the process that began it, after that process was last heard of. Another
     * process, or the same after a restart, then takes it over. 15 s by default.
     */
    lease?: HumanDuration | string;
  };
}
