/**
 * What is known at a moment: the last answer, and why the newest attempt to get a newer one failed.
 *
 * @internal
 */
export interface LiveState<T> {
  readonly data?: T;
  /** Absent as soon as an attempt succeeds. The data of an earlier answer stays. */
  readonly error?: Error;
  /** Number of attempts that failed since the last success. */
  readonly failures: number;
}
