import { Batcher } from '@proofline/backstage-batcher';
import type {
  SpecHints,
  SpecSource,
} from '@proofline/backstage-plugin-spec-coverage-node';
import type { Knex } from 'knex';
import { sortBy, uniqBy } from 'lodash';
import { type HintIntake, type OwnHints, ownHints } from './HintIntake';

/**
 * How long the id of a delivery is remembered, in ms: longer than any vendor sends one again by itself, and than GitHub lets a
 * person do it.
 */
const KEEP_MS = 30 * 24 * 60 * 60_000;

/** How many deliveries are stored in one transaction at most. */
const MAX_DELIVERIES = 100;

/** A request of a vendor that may be a repetition. */
export interface Delivery {
  source: SpecSource;
  /** What the vendor calls it; the same when it sends it again. */
  id: string;
  hints: SpecHints;
}

/** Takes in deliveries, each once. */
export class DeliveryInbox {
  readonly #knex: Knex;
  readonly #hints: HintIntake;
  readonly #batcher = new Batcher<
    OwnHints & { id: string },
    'accepted' | 'duplicate'
  >({
    run: deliveries => this.#store(deliveries),
    maxItems: MAX_DELIVERIES,
    // One that waits for a lock does not hold up all that come after it.
    maxBatches: 2,
  });

  constructor(knex: Knex, hints: HintIntake) {
    this.#knex = knex;
    this.#hints = hints;
  }

  /**
   * Stores that a delivery came, and what it says may have changed: both or neither. Resolves when that is safe.
   *
   * @returns whether it is the first of its id
   * @throws InputError when it names something that is no reference of a spec
   */
  async take({
    source,
    id,
    hints,
  }: Delivery): Promise<'accepted' | 'duplicate'> {
    return this.#batcher.add({ id, ...ownHints(source, hints) });
  }

  async #store(
    deliveries: ReadonlyArray<OwnHints & { id: string }>,
  ): Promise<Array<'accepted' | 'duplicate'>> {
    const sorted = await this.#hints.sort(deliveries);
    // In one order, so that two transactions that both hold a delivery of the other do not wait for each other. Of two that are
    // in this one, the first counts.
    const rows = sortBy(
      uniqBy(
        deliveries.map(({ source, id }, index) => ({
          source: source.id,
          delivery_id: id,
          received_at: new Date(),
          hints: sorted[index].specs,
        })),
        keyOf,
      ),
      keyOf,
    );
    const { outcomes, fresh } = await this.#knex.transaction(async trx => {
      // The unique key decides between two that come at once; the second waits here for the first.
      const stored: DeliveryKey[] = await trx('webhook_deliveries')
        .insert(rows)
        .onConflict(['source', 'delivery_id'])
        .ignore()
        .returning(['source', 'delivery_id']);
      const first = new Set(stored.map(keyOf));
      const isFirst = deliveries.map(({ source, id }) =>
        first.delete(keyOf({ source: source.id, delivery_id: id })),
      );
      const accepted = sorted.filter((_, index) => isFirst[index]);
      await this.#hints.storeIn(trx, accepted);
      return {
        fresh: accepted,
        outcomes: isFirst.map(is =>
          is ? ('accepted' as const) : ('duplicate' as const),
        ),
      };
    });
    this.#hints.wake(fresh);
    return outcomes;
  }

  /** Forgets deliveries that are older than 30 days. */
  async prune(): Promise<void> {
    await this.#knex('webhook_deliveries')
      .where('received_at', '<', new Date(Date.now() - KEEP_MS))
      .delete();
  }
}

/** What makes a delivery the same as another. */
interface DeliveryKey {
  source: string;
  delivery_id: string;
}

function keyOf({ source, delivery_id: id }: DeliveryKey): string {
  return `${source}\n${id}`;
}
