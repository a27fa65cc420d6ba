import { InputError, isError } from '@backstage/errors';
import { parseSpecRef } from '@proofline/backstage-plugin-spec-coverage-common';
import {
  matchesSpecPattern,
  type SpecHints,
  type SpecSource,
} from '@proofline/backstage-plugin-spec-coverage-node';
import type { Knex } from 'knex';
import { chunk, uniq } from 'lodash';
import type { CheckQueue } from './CheckQueue';
import type { SourceCheckQueue } from './SourceCheckQueue';

/** What a source says may have changed. */
export interface SourceHints {
  source: SpecSource;
  hints: SpecHints;
}

/** What hints of a source mean for this portal. */
export interface SortedHints {
  source: SpecSource;
  /** How many specs of this portal they name. */
  specs: number;
  /** Those for which a check is to be asked for. */
  toCheck: string[];
  /** A list of what changed is to be asked for. */
  toList: boolean;
}

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

  /**
   * Stores hints. Resolves when they are stored.
   *
   * @throws InputError when the source names something that is no reference
   */
  async take(source: SpecSource, hints: SpecHints): Promise<void> {
    const sorted = await this.sort([{ source, hints }]);
    await this.#knex.transaction(trx => this.storeIn(trx, sorted));
    this.wake(sorted);
  }

  /**
   * Finds out what hints mean for this portal.
   *
   * What waits to be checked anyway, and is not being checked now, needs no further request: that check will begin after this
   * moment, and so sees the change that is hinted at. This is what keeps a storm of edits of one document from queuing up for
   * one row.
   *
   * @returns what each of the hints means, in their order
   * @throws InputError when a source names something that is no reference
   */
  async sort(hinted: readonly SourceHints[]): Promise<SortedHints[]> {
    const named = hinted.map(({ source, hints }) => ({
      source,
      refs: ownRefs(source, hints),
      listChanges: hints.listChanges ?? false,
    }));
    const { known, waiting } = await this.#find(
      uniq(named.flatMap(({ refs }) => refs)),
    );
    const sorted: SortedHints[] = [];
    for (const { source, refs, listChanges } of named) {
      const unknown = refs.filter(ref => !known.has(ref));
      const own =
        source.documents === 'all' ? refs : refs.filter(ref => known.has(ref));
      const isList =
        listChanges ||
        (source.documents === 'named' &&
          unknown.length > 0 &&
          (await this.#isNew(source, unknown)));
      sorted.push({
        source,
        specs: own.length,
        toCheck: own.filter(ref => !waiting.has(ref)),
        toList: isList && !(await this.#isListWaiting(source)),
      });
    }
    return sorted;
  }

  /** Stores sorted hints in a transaction of the caller, who calls {@link HintIntake.wake} after it. */
  async storeIn(
    trx: Knex.Transaction,
    sorted: readonly SortedHints[],
  ): Promise<void> {
    await this.#checks.requestIn(
      trx,
      sorted.flatMap(({ toCheck }) => toCheck),
      {
        byPerson: false,
        areKnown: sorted.every(({ source }) => source.documents === 'named'),
      },
    );
    const toList = sorted.filter(hints => hints.toList);
    if (toList.length > 0) {
      await this.#sourceChecks.requestIn(
        trx,
        toList.map(({ source }) => source.id),
      );
    }
  }

  /** Begins with what was stored. */
  wake(sorted: readonly SortedHints[]): void {
    const toCheck = sorted.filter(hints => hints.toCheck.length > 0);
    if (toCheck.length > 0) {
      this.#checks.wake(new Set(toCheck.map(({ source }) => source.id)));
    }
    if (sorted.some(hints => hints.toList)) {
      this.#sourceChecks.wake();
    }
  }

  /** Which of some specs are known, and which of these wait for a check that has not begun. */
  async #find(
    refs: readonly string[],
  ): Promise<{ known: Set<string>; waiting: Set<string> }> {
    const known = new Set<string>();
    const waiting = new Set<string>();
    for (const part of chunk(refs, 500)) {
      const rows: Array<{ spec_ref: string; waiting: string | null }> =
        await this.#knex('specs')
          .leftJoin('spec_checks', join =>
            join
              .on('spec_checks.spec_ref', 'specs.spec_ref')
              .andOnNull('spec_checks.lease_token'),
          )
          .whereIn('specs.spec_ref', part)
          .select('specs.spec_ref', 'spec_checks.spec_ref as waiting');
      for (const row of rows) {
        known.add(row.spec_ref);
        if (row.waiting !== null) {
          waiting.add(row.spec_ref);
        }
      }
    }
    return { known, waiting };
  }

  async #isListWaiting(source: SpecSource): Promise<boolean> {
    const row = await this.#knex('source_checks')
      .where({ source: source.id })
      .whereNull('lease_token')
      .first('source');
    return row !== undefined;
  }

  /** Whether one of the documents is in a folder that an entity names: the folder is then listed again. */
  async #isNew(source: SpecSource, refs: readonly string[]): Promise<boolean> {
    if (!source.listMatching) {
      return false;
    }
    const patterns: string[] = await this.#knex('spec_patterns')
      .where({ source: source.id })
      .distinct()
      .pluck('pattern_ref');
    return patterns.some(pattern => refs.some(ref => isMeant(pattern, ref)));
  }
}

/**
 * The references in hints that are the source's own.
 *
 * @throws InputError when one is no reference
 */
export function ownRefs(source: SpecSource, { specRefs }: SpecHints): string[] {
  try {
    return uniq(specRefs).filter(ref => parseSpecRef(ref).source === source.id);
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
