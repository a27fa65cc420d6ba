import type { Knex } from 'knex';
import { chunk } from 'lodash';
import type { SpecEntityRow } from '../database';

/** That a spec belongs to an entity. */
export interface SpecLink {
  specRef: string;
  entityRef: string;
}

/**
 * Sets which specs belong to which entities because of one namer: an entity with an annotation, or a document that names
 * components. What others say is left alone.
 *
 * @returns the links that are new and those that are gone
 */
export async function replaceLinks(
  trx: Knex.Transaction,
  options: { viaRef: string; links: readonly SpecLink[] },
): Promise<{ added: SpecLink[]; removed: SpecLink[] }> {
  const { viaRef } = options;
  const id = (link: SpecLink) => `${link.specRef}\n${link.entityRef}`;
  const wanted = new Map(options.links.map(link => [id(link), link]));
  const present = new Map(
    (await trx<SpecEntityRow>('spec_entities').where('via_ref', viaRef)).map(
      row => {
        const link = { specRef: row.spec_ref, entityRef: row.entity_ref };
        return [id(link), link];
      },
    ),
  );
  const added = [...wanted].filter(([key]) => !present.has(key));
  const removed = [...present].filter(([key]) => !wanted.has(key));
  for (const [, link] of removed) {
    await trx<SpecEntityRow>('spec_entities')
      .where({
        via_ref: viaRef,
        spec_ref: link.specRef,
        entity_ref: link.entityRef,
      })
      .delete();
  }
  for (const part of chunk(added, 200)) {
    await trx('spec_entities')
      .insert(
        part.map(([, link]) => ({
          via_ref: viaRef,
          spec_ref: link.specRef,
          entity_ref: link.entityRef,
        })),
      )
      .onConflict(['spec_ref', 'entity_ref', 'via_ref'])
      .ignore();
  }
  return {
    added: added.map(([, link]) => link),
    removed: removed.map(([, link]) => link),
  };
}
