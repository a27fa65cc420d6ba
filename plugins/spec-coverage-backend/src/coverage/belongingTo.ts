import type { Knex } from 'knex';
import { selectSpecs, type SpecSelection } from './specFilter';
import { totalColumns } from '../rollups/totals';

/**
 * Totals of what the selected specs belong to, one row for each. The specs are found first, so that the cost depends on how many are
 * selected and not on how many there are.
 *
 * @param narrow - narrows `spec_entities` to what is meant
 */
export function belongingTo(
  knex: Knex,
  selection: SpecSelection,
  narrow: (links: Knex.QueryBuilder) => void,
): Knex.QueryBuilder {
  const selected = knex('specs').select('specs.*');
  selectSpecs(knex, selected, selection);
  const belonging = knex('spec_entities')
    .join('selected', 'selected.spec_ref', 'spec_entities.spec_ref')
    .distinct('spec_entities.entity_ref', 'spec_entities.spec_ref');
  narrow(belonging);
  return knex
    .withMaterialized('selected', selected)
    .from({ specs: 'selected' })
    .join(belonging.as('belonging'), 'belonging.spec_ref', 'specs.spec_ref')
    .leftJoin('drifts', join =>
      join
        .on('drifts.spec_ref', 'specs.spec_ref')
        .andOnNull('drifts.closed_at'),
    )
    .groupBy('belonging.entity_ref')
    .select('belonging.entity_ref', ...totalColumns(knex));
}
