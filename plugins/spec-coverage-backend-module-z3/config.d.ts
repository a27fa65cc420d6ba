import type { HumanDuration } from '@backstage/types';

export interface Config {
  /** Configuration of the spec-coverage plugin. */
  specCoverage?: {
    /** What settles the claims of specs. */
    provers?: {
      /**
       * Z3 in worker threads of the backend. It is active when its module is installed, with or without
       * configuration.
       */
      z3?: {
        /**
         * How long one claim may take, by the clock, from 100 ms to 24 hours. A claim that takes longer is ended and
         * `unknown`. A new value has all claims settled again.
         *
         * Defaults to 10 seconds.
         */
        timeout?: HumanDuration | string;

        /**
         * How much memory Z3 may use for one claim in MB, from 64 to 1800. A claim that needs more is ended and
         * `unknown`. A new value has all claims settled again.
         *
         * Defaults to 512.
         */
        memoryLimitMb?: number;

        /**
         * How many claims are settled at the same time, from 1 to 64. Each takes a processor while it runs, and memory
         * up to the limit above.
         *
         * Defaults to 1.
         */
        workers?: number;
      };
    };
  };
}
