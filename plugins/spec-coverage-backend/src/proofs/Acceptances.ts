import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  type Acceptance,
  type AcceptanceRequest,
  formatInvariantRef,
} from '@proofline/backstage-plugin-spec-coverage-common';
import type { Knex } from 'knex';
import type { ChangeNotifier } from '../alerts/ChangeNotifier';
import type { AcceptanceRow, InvariantRow, SpecRow } from '../database';
import { lockSpec } from '../specs/lockSpecs';
import { settleAgain } from './settleAgain';
import { toAcceptance } from './toAcceptance';

/** The longest time for which a risk can be taken, in ms: a year. */
const MAX_MS = 366 * 24 * 60 * 60_000;

/** The risks that people take of invariants that are not proven. Each holds for one version of a document, and until a moment. */
export class Acceptances {
  readonly #knex: Knex;
  readonly #notifier: ChangeNotifier;

  constructor(options: { knex: Knex; notifier: ChangeNotifier }) {
    this.#knex = options.knex;
    this.#notifier = options.notifier;
  }

  /**
   * Takes the risk of an invariant, in the place of what was accepted before.
   *
   * @param person - entity ref of who takes it
   * @throws InputError when the end is not in the future, or more than a year ahead
   * @throws NotFoundError when the spec states no such invariant
   * @throws ConflictError when there is nothing to accept
   */
  async accept(
    specRef: string,
    key: string,
    request: AcceptanceRequest & { person: string },
  ): Promise<Acceptance> {
    const now = new Date();
    const until = new Date(request.until);
    const ms = until.getTime() - now.getTime();
    if (!(ms > 0 && ms <= MAX_MS)) {
      throw new InputError(
        `'until' is ${request.until}: give a moment in the future, at most a year ahead`,
      );
    }
    const reason = request.reason.trim();
    if (!reason) {
      throw new InputError("'reason' is empty: say why the risk is taken");
    }
    const { row, entityRefs } = await this.#knex.transaction(async trx => {
      const { spec, invariant } = await this.#lock(trx, specRef, key);
      const acceptance: AcceptanceRow = {
        spec_ref: specRef,
        invariant_key: key,
        content_hash: contentHashToAccept(spec, invariant),
        accepted_by: request.person,
        reason,
        accepted_at: now,
        accepted_until: until,
        expired: false,
      };
      await trx('invariant_acceptances')
        .insert(acceptance)
        .onConflict(['spec_ref', 'invariant_key'])
        .merge();
      return {
        row: acceptance,
        entityRefs: await settleAgain(trx, spec, now),
      };
    });
    this.#notifier.changed([specRef, ...entityRefs]);
    return toAcceptance(row);
  }

  /**
   * Takes an acceptance back.
   *
   * @throws NotFoundError when there is none
   */
  async withdraw(specRef: string, key: string): Promise<void> {
    const entityRefs = await this.#knex.transaction(async trx => {
      const { spec } = await this.#lock(trx, specRef, key);
      const deleted = await trx<AcceptanceRow>('invariant_acceptances')
        .where({ spec_ref: specRef, invariant_key: key })
        .delete();
      if (deleted === 0) {
        throw new NotFoundError(
          `Nobody has accepted the risk of '${formatInvariantRef(
            specRef,
            key,
          )}'`,
        );
      }
      return settleAgain(trx, spec, new Date());
    });
    this.#notifier.changed([specRef, ...entityRefs]);
  }

  /** Decides anew what was accepted until now. Resolves with the number of specs. */
  async expire(): Promise<number> {
    const now = new Date();
    const due: string[] = await this.#knex<AcceptanceRow>(
      'invariant_acceptances',
    )
      .where('expired', false)
      .where('accepted_until', '<=', now)
      .distinct()
      .orderBy('spec_ref')
      .limit(100)
      .pluck('spec_ref');
    for (const specRef of due) {
      const entityRefs = await this.#knex.transaction(async trx => {
        const spec = await lockSpec(trx, specRef);
        await trx<AcceptanceRow>('invariant_acceptances')
          .where('spec_ref', specRef)
          .where('accepted_until', '<=', now)
          .update({ expired: true });
        return spec ? settleAgain(trx, spec, now) : [];
      });
      this.#notifier.changed([specRef, ...entityRefs]);
    }
    return due.length;
  }

  async #lock(
    trx: Knex.Transaction,
    specRef: string,
    key: string,
  ): Promise<{ spec: SpecRow; invariant: InvariantRow }> {
    const spec = await lockSpec(trx, specRef);
    const invariant = await trx<InvariantRow>('invariants')
      .where({ spec_ref: specRef, invariant_key: key })
      .first();
    if (!spec || !invariant) {
      throw new NotFoundError(
        `The spec '${specRef}' states no invariant '${key}'`,
      );
    }
    return { spec, invariant };
  }
}

function contentHashToAccept(spec: SpecRow, invariant: InvariantRow): string {
  const ref = formatInvariantRef(spec.spec_ref, invariant.invariant_key);
  if (spec.content_hash === null) {
    throw new ConflictError(
      `The risk of '${ref}' cannot be accepted: its document cannot be read, and so there is no version that it would hold for`,
    );
  }
  if (invariant.state === 'proven') {
    throw new ConflictError(
      `'${ref}' is proven: there is no risk to be accepted`,
    );
  }
  if (invariant.problem !== null) {
    throw new ConflictError(
      `The risk of '${ref}' cannot be accepted as long as the document is wrong: ${invariant.problem}`,
    );
  }
  return spec.content_hash;
}
