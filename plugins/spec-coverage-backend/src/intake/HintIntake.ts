import { InputError, isError } from '@backstage/errors';
import { parseSpecRef } from '@proofline/backstage-plugin-spec-coverage-common';
import {
  matchesSpecPattern,
  type SpecHints,
  type SpecSource,
} from '@proofline/backstage-plugin-spec-coverage-node';
import type { Knex } from 'knex';
import { chunk, groupBy, uniq } from 'lodash';
import type { SpecPatternRow } from '../database';
import type { CheckQueue } from './CheckQueue';
import type { SourceCheckQueue } from './SourceCheckQueue';

/** What a source says may have changed, as far as it is the source's own. */
export interface OwnHints {
  source: SpecSource;
  specRefs: readonly string[];
  listChanges: boolean;
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
    const sorted = await this.sort([ownHints(source, hints)]);
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
   * Asks the database the same few questions, however many hints there are.
   *
   * @returns what each of the hints means, in their order
   */
  async sort(hinted: readonly OwnHints[]): Promise<SortedHints[]> {
    const { known, waiting } = await this.#find(
      uniq(hinted.flatMap(({ specRefs }) => specRefs)),
    );
    const isUnknown = (ref: string) => !known.has(ref);
    const patterns = await this.#patterns(
      hinted
        .filter(({ source, specRefs }) =>
          mayBeListed(source) ? specRefs.some(isUnknown) : false,
        )
        .map(({ source }) => source.id),
    );
    const sorted = hinted.map(({ source, specRefs, listChanges }) => {
      const own =
        source.documents === 'all'
          ? [...specRefs]
          : specRefs.filter(ref => known.has(ref));
      // A document in a folder that an entity names: the folder is then listed again.
      const isNew = (patterns.get(source.id) ?? []).some(pattern =>
        specRefs.some(ref => isUnknown(ref) && isMeant(pattern, ref)),
      );
      return {
        source,
        specs: own.length,
        toCheck: own.filter(ref => !waiting.has(ref)),
        toList: listChanges || isNew,
      };
    });
    const listed = await this.#listsWaiting(
      sorted.filter(({ toList }) => toList).map(({ source }) => source.id),
    );
    return sorted.map(hints => ({
      ...hints,
      toList: hints.toList && !listed.has(hints.source.id),
    }));
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

  /** The sources of which a list was asked for that has not begun. */
  async #listsWaiting(sources: readonly string[]): Promise<Set<string>> {
    return new Set(
      sources.length > 0
        ? await this.#knex('source_checks')
            .whereIn('source', uniq(sources))
            .whereNull('lease_token')
            .pluck('source')
        : [],
    );
  }

  /** The folders and globs that entities name, by source. */
  async #patterns(sources: readonly string[]): Promise<Map<string, string[]>> {
    const rows: Array<Pick<SpecPatternRow, 'source' | 'pattern_ref'>> =
      sources.length > 0
        ? await this.#knex('spec_patterns')
            .whereIn('source', uniq(sources))
            .distinct('source', 'pattern_ref')
        : [];
    return new Map(
      Object.entries(groupBy(rows, row => row.source)).map(
        ([source, ofOne]) => [source, ofOne.map(row => row.pattern_ref)],
      ),
    );
  }
}

function mayBeListed(source: SpecSource): boolean {
  return source.documents === 'named' && source.listMatching !== undefined;
}

/**
 * Of what a source says may have changed, what is its own.
 *
 * @throws InputError when it names something that is no reference
 */
export function ownHints(
  source: SpecSource,
  { specRefs, listChanges = false }: SpecHints,
): OwnHints {
  try {
    return {
      source,
      specRefs: uniq(specRefs).filter(
        ref => parseSpecRef(ref).source === source.id,
      ),
      listChanges,
    };
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
