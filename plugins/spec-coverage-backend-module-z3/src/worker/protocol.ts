/** What is asked of the worker thread; see `worker/z3Worker.cjs`. */
export interface WorkerRequest {
  id: number;
  /** Whether to forget all that was declared before. */
  reset: boolean;
  scripts: readonly string[];
}

/** What the worker thread says. */
export type WorkerMessage =
  | { type: 'ready'; z3Version: string }
  | { type: 'answer'; id: number; outputs: string[] }
  | {
      type: 'broken';
      id: number;
      /** Whether it asked for more memory than it may have. */
      memory: boolean;
      message: string;
    };
