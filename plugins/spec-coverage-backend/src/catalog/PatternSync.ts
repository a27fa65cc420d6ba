import { isError } from '@backstage/errors';
import {
  formatSpecRef,
  parseSpecRef,
} from '@proofline/backstage-plugin-spec-coverage-common';
import type { SpecSource } from '@proofline/backstage-plugin-spec-coverage-node';
import type { Knex } from 'knex';
import type { ChangeNotifier } from '../alerts/ChangeNotifier';
import { markRollups } from '../rollups/marks';
import type { SpecEntityRow, SpecPatternRow } from '../database';
import type { CheckQueue } from '../intake/CheckQueue';
import { replaceLinks, type SpecLink } from './links';

/** Keeps up to date which documents the folders and globs of the catalog stand for. */
export class PatternSync {
  readonly #options: {
    knex: Knex;
    queue: CheckQueue;
    notifier: ChangeNotifier;
  };

  constructor(options: {
    knex: Knex;
    queue: CheckQueue;
    notifier: ChangeNotifier;
  }) {
    this.#options = options;
  }

  /**
   * Asks a source for the documents of each pattern. Specs that are new or no longer meant are checked.
   *
   * @returns how many documents the patterns stand for
   * @throws what the source throws when it cannot be asked at the moment; nothing changes then for the pattern
   */
  async list(source: SpecSource, signal: AbortSignal): Promise<number> {
    const { knex } = this.#options;
    const patternRefs: string[] = await knex<SpecPatternRow>('spec_patterns')
      .where('source', source.id)
      .distinct()
      .orderBy('pattern_ref')
      .pluck('pattern_ref');
    let count = 0;
    for (const patternRef of patternRefs) {
      const found = await documentsOf(source, patternRef, signal);
      count += found.specRefs.length;
      await this.#apply(patternRef, found);
    }
    return count;
  }

  async #apply(
    patternRef: string,
    { specRefs, error }: { specRefs: string[]; error?: string },
  ): Promise<void> {
    const { knex, notifier, queue } = this.#options;
    const touched = await knex.transaction(async trx => {
      await trx<SpecPatternRow>('spec_patterns')
        .where('pattern_ref', patternRef)
        .update({ error: error ?? null });
      const links = await linkPattern(trx, patternRef, specRefs);
      await markRollups(
        trx,
        links.map(link => link.entityRef),
        new Date(),
      );
      await queue.requestIn(
        trx,
        links.map(link => link.specRef),
        { byPerson: false },
      );
      return links;
    });
    if (touched.length > 0) {
      queue.wake(new Set([parseSpecRef(patternRef).source]));
      notifier.changed(touched.map(link => link.entityRef));
    }
  }
}

/**
 * Links the documents of a pattern with all entities that answer for it.
 *
 * @param specRefs - the documents; those that were linked until now when it is not given
 * @returns the links that are new or gone
 */
export async function linkPattern(
  trx: Knex.Transaction,
  patternRef: string,
  specRefs?: readonly string[],
): Promise<SpecLink[]> {
  const refs: readonly string[] =
    specRefs ??
    (await trx<SpecEntityRow>('spec_entities')
      .where('via_ref', patternRef)
      .distinct()
      .pluck('spec_ref'));
  const entityRefs: string[] = await trx<SpecPatternRow>('spec_patterns')
    .where('pattern_ref', patternRef)
    .distinct()
    .pluck('entity_ref');
  const { added, removed } = await replaceLinks(trx, {
    viaRef: patternRef,
    links: refs.flatMap(specRef =>
      entityRefs.map(entityRef => ({ specRef, entityRef })),
    ),
  });
  return [...added, ...removed];
}

async function documentsOf(
  source: SpecSource,
  patternRef: string,
  signal: AbortSignal,
): Promise<{ specRefs: string[]; error?: string }> {
  if (!source.listMatching) {
    return {
      specRefs: [],
      error: `The source '${source.id}' has no folders: name each spec`,
    };
  }
  try {
    const documents = await source.listMatching(
      parseSpecRef(patternRef).document,
      signal,
    );
    return {
      specRefs: documents.map(document =>
        formatSpecRef({ source: source.id, document }),
      ),
      ...(documents.length === 0 && {
        error: 'No document of the source is named by it',
      }),
    };
  } catch (error) {
    if (isError(error) && error.name === 'InputError') {
      return { specRefs: [], error: error.message };
    }
    throw error;
  }
}
