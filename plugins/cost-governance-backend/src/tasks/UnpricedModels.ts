import type { NotificationService } from '@backstage/plugin-notifications-node';
import { toError } from '@backstage/errors';
import type { Knex } from 'knex';
import { toDate, type UnpricedModelRow } from '../database';

/** How many models a run tells of: their names come from callers, who may send any. */
const MOST_MODELS = 20;

/** Where the use of models is shown in the portal. */
const LINK = '/cost-governance';

/** Tells the admins by notifications of the portal of each model that was used and has no price, once. */
export class UnpricedModels {
  readonly #admins: string[];
  readonly #knex: Knex;
  readonly #notifications: NotificationService;
  /** The name of the last model that was tried, so that models that fail do not keep others from their turn. */
  #lastTried = '';

  constructor(options: {
    /** Entity refs of those who are told. */
    admins: string[];
    knex: Knex;
    notifications: NotificationService;
  }) {
    this.#admins = options.admins;
    this.#knex = options.knex;
    this.#notifications = options.notifications;
  }

  /**
   * Tells of models that nobody was told of, of 20 at most.
   *
   * @returns of how many
   * @throws Error after all were tried, when it failed for some; these are tried again by later runs
   */
  async tell(): Promise<number> {
    const rows = await this.#next();
    const failures: string[] = [];
    for (const row of rows) {
      try {
        await this.#tellOf(row);
      } catch (error) {
        failures.push(`'${row.model}': ${toError(error).message}`);
      }
    }
    if (failures.length > 0) {
      throw new Error(
        `The admins could not be told of ${failures.length} of ${
          rows.length
        } models without a price, which is tried again: ${failures.join('; ')}`,
      );
    }
    return rows.length;
  }

  async #next(): Promise<UnpricedModelRow[]> {
    const rows = await this.#knex<UnpricedModelRow>('unpriced_models')
      .whereNull('told_at')
      .where('model', '>', this.#lastTried)
      .orderBy('model')
      .limit(MOST_MODELS);
    this.#lastTried =
      rows.length === MOST_MODELS ? rows[rows.length - 1].model : '';
    return rows;
  }

  async #tellOf({ first_used_at, model }: UnpricedModelRow): Promise<void> {
    const since = toDate(first_used_at).toISOString().slice(0, 16);
    await this.#notifications.send({
      recipients: { type: 'entity', entityRef: this.#admins },
      payload: {
        title: `The LLM model '${model}' has no price`,
        description: `It is used since ${since.replace(
          'T',
          ' ',
        )} UTC. Its tokens are counted, and what they cost is not known. Add it to costGovernance.llm.prices.`,
        link: LINK,
        severity: 'normal',
        topic: 'unpriced-models',
        // Sent again after a crash, it takes the place of the first.
        scope: `unpriced-model:${model}`,
      },
    });
    await this.#knex<UnpricedModelRow>('unpriced_models')
      .where({ model })
      .update({ told_at: new Date() });
  }
}
