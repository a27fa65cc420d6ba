/**
 * Work that this process had taken on belongs to another one now, or is no longer wanted. What it found is dropped: the
 * one who holds the lease writes it down.
 */
export class LeaseLostError extends Error {
  constructor(work: string) {
    super(
      `The lease on ${work} was lost; its result is left to the new holder`,
    );
    this.name = 'LeaseLostError';
  }
}
