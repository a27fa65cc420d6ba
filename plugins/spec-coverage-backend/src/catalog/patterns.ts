import { parseSpecRef } from '@proofline/backstage-plugin-spec-coverage-common';
import type { Knex } from 'knex';
import { chunk } from 'lodash';
import type { SpecPatternRow } from '../database';
import type { SpecLink } from './links';
import { linkPattern } from './PatternSync';

/**
 * Sets which folders and globs one entity names, and who answers for what is in them. What others name is left alone.
 *
 * @param options - `patterns`: a pattern as `specRef`, with an entity that answers for it
 * @returns the links of specs that are new or gone, and the sources that are to list what the patterns stand for
 */
export async function replacePatterns(
  trx: Knex.Transaction,
  options: {
    viaRef: string;
    patterns: readonly SpecLink[];
    sources: readonly string[];
  },
): Promise<{ links: SpecLink[]; toList: string[] }> {
  const { viaRef, patterns, sources } = options;
  const before: SpecPatternRow[] = await trx<SpecPatternRow>(
    'spec_patterns',
  ).where('via_ref', viaRef);
  if (before.length === 0 && patterns.length === 0) {
    return { links: [], toList: [] };
  }
  await trx<SpecPatternRow>('spec_patterns').where('via_ref', viaRef).delete();
  const rows = patterns.map(({ specRef, entityRef }): SpecPatternRow => {
    const { source } = parseSpecRef(specRef);
    return {
      pattern_ref: specRef,
      entity_ref: entityRef,
      via_ref: viaRef,
      source,
      error: sources.includes(source)
        ? null
        : `No source '${source}' is installed and configured in this portal`,
    };
  });
  for (const part of chunk(rows, 100)) {
    await trx('spec_patterns')
      .insert(part)
      .onConflict(['pattern_ref', 'entity_ref', 'via_ref'])
      .ignore();
  }
  const patternRefs = new Set([...before, ...rows].map(row => row.pattern_ref));
  const links: SpecLink[] = [];
  for (const patternRef of [...patternRefs].sort()) {
    links.push(...(await linkPattern(trx, patternRef)));
  }
  return {
    links,
    toList: [...new Set(rows.map(row => row.source))].filter(source =>
      sources.includes(source),
    ),
  };
}

/** Why patterns that an entity names stand for no spec. */
export async function patternErrors(
  knex: Knex,
  viaRef: string,
): Promise<Array<{ ref: string; reason: string }>> {
  const rows: Array<{ pattern_ref: string; error: string }> = await knex(
    'spec_patterns',
  )
    .where('via_ref', viaRef)
    .whereNotNull('error')
    .distinct('pattern_ref', 'error')
    .orderBy('pattern_ref');
  return rows.map(row => ({ ref: row.pattern_ref, reason: row.error }));
}
