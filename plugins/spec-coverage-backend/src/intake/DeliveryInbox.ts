import type {
  SpecHints,
  SpecSource,
} from '@proofline/backstage-plugin-spec-coverage-node';
import type { Knex } from 'knex';
import type { HintIntake } from './HintIntake';

/**
 * How long the id of a delivery is remembered, in ms: longer than any vendor sends one again by itself, and than GitHub lets a
 * person do it.
 */
const KEEP_MS = 30 * 24 * 60 * 60_000;

/** Takes in deliveries, each once. */
export class DeliveryInbox {
  readonly #knex: Knex;
  readonly #hints: HintIntake;

  constructor(knex: Knex, hints: HintIntake) {
    this.#knex = knex;
    this.#hints = hints;
  }

  /**
   * Stores that a delivery came, and what it says may have changed: both or neither. Resolves when that is safe.
   *
   * @returns whether it is the first of its id
   */
  async take(
    source: SpecSource,
    deliveryId: string,
    hints: SpecHints,
  ): Promise<'accepted' | 'duplicate'> {
    const sorted = await this.#hints.sort(source, hints);
    const result = await this.#knex.transaction(async trx => {
      // The unique key decides between two that come at once; the second waits here for the first.
      const first: unknown[] = await trx('webhook_deliveries')
        .insert({
          source: source.id,
          delivery_id: deliveryId,
          received_at: new Date(),
          hints: sorted.specs,
        })
        .onConflict(['source', 'delivery_id'])
        .ignore()
        .returning('delivery_id');
      if (first.length === 0) {
        return 'duplicate' as const;
      }
      await this.#hints.storeIn(trx, source, sorted);
      return 'accepted' as const;
    });
    if (result === 'accepted') {
      this.#hints.wake(source, sorted);
    }
    return result;
  }

  /** Forgets deliveries that are older than 30 days. */
  async prune(): Promise<void> {
    await this.#knex('webhook_deliveries')
      .where('received_at', '<', new Date(Date.now() - KEEP_MS))
      .delete();
  }
}
