import { InputError, isError } from '@backstage/errors';
import { parseSpecRef } from '@proofline/backstage-plugin-spec-coverage-common';
import {
  matchesSpecPattern,
  type SpecHints,
  type SpecSource,
} from '@proofline/backstage-plugin-spec-coverage-node';
import type { Knex } from 'knex';
import { chunk } from 'lodash';
import type { CheckQueue } from './CheckQueue';
import type { SourceCheckQueue } from './SourceCheckQueue';

/**
 * Takes in what a source says may have changed. Of a source of named documents only those count that an entity of the catalog
 * has named: nobody else decides what this portal reads with its credentials.
 */
export class HintIntake {
  readonly #knex: Knex;
  readonly #checks: CheckQueue;
  readonly #sourceChecks: SourceCheckQueue;

  constructor(options: {
    knex: Knex;
    checks: CheckQueue;
    sourceChecks: SourceCheckQueue;
  }) {
    this.#knex = options.knex;
    this.#checks = options.checks;
    this.#sourceChecks = options.sourceChecks;
  }

  /** Stores hints. Resolves when they are stored. */
  async take(source: SpecSource, hints: SpecHints): Promise<void> {
    await this.#knex.transaction(trx => this.takeIn(trx, source, hints));
    this.wake();
  }

  /**
   * Stores hints in a transaction of the caller, who calls {@link HintIntake.wake} after it.
   *
   * @returns how many specs of this portal are checked because of them
   * @throws InputError when the source names something that is no reference of its own
   */
  async takeIn(
    trx: Knex.Transaction,
    source: SpecSource,
    { specRefs, listChanges = false }: SpecHints,
  ): Promise<number> {
    const refs = [...new Set(specRefs)].filter(ref => isOwnRef(ref, source.id));
    const { known, unknown } = await this.#sort(trx, source, refs);
    await this.#checks.requestIn(trx, known, { byPerson: false });
    if (
      listChanges ||
      (unknown.length > 0 && (await this.#isNew(trx, source, unknown)))
    ) {
      await this.#sourceChecks.requestIn(trx, [source.id]);
    }
    return known.length;
  }

  /** Begins with what was stored. */
  wake(): void {
    this.#checks.wake();
    this.#sourceChecks.wake();
  }

  async #sort(
    trx: Knex.Transaction,
    source: SpecSource,
    refs: string[],
  ): Promise<{ known: string[]; unknown: string[] }> {
    if (source.documents === 'all') {
      return { known: refs, unknown: [] };
    }
    const known = new Set<string>();
    for (const part of chunk(refs, 500)) {
      const found: string[] = await trx('specs')
        .whereIn('spec_ref', part)
        .pluck('spec_ref');
      found.forEach(ref => known.add(ref));
    }
    return {
      known: [...known],
      unknown: refs.filter(ref => !known.has(ref)),
    };
  }

  /** Whether one of the documents is in a folder that an entity names: the folder is then listed again. */
  async #isNew(
    trx: Knex.Transaction,
    source: SpecSource,
    refs: readonly string[],
  ): Promise<boolean> {
    if (!source.listMatching) {
      return false;
    }
    const patterns: string[] = await trx('spec_patterns')
      .where({ source: source.id })
      .distinct()
      .pluck('pattern_ref');
    return patterns.some(pattern => refs.some(ref => isMeant(pattern, ref)));
  }
}

function isOwnRef(ref: string, sourceId: string): boolean {
  try {
    return parseSpecRef(ref).source === sourceId;
  } catch {
    // Without the text, which comes from outside.
    throw new InputError('It names something that is no reference of a spec');
  }
}

function isMeant(pattern: string, ref: string): boolean {
  try {
    return matchesSpecPattern(pattern, ref);
  } catch (error) {
    if (isError(error) && error.name === 'InputError') {
      // The page of the entity that names it says what is wrong with it.
      return false;
    }
    throw error;
  }
}
