import type { AuthService } from '@backstage/backend-plugin-api';
import {
  type Entity,
  RELATION_CHILD_OF,
  RELATION_PART_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { Knex } from 'knex';
import { chunk } from 'lodash';

interface ParentRow {
  entity_ref: string;
  parent_ref: string;
}

/** What systems, domains and groups are part of: specs of a component count for all that is above it. */
export class Hierarchy {
  readonly #options: { knex: Knex; auth: AuthService; catalog: CatalogService };
  #parents: Map<string, string[]> | undefined;

  constructor(options: {
    knex: Knex;
    auth: AuthService;
    catalog: CatalogService;
  }) {
    this.#options = options;
  }

  /**
   * Reads the hierarchy from the catalog.
   *
   * @throws when the catalog cannot be read; what was known stays then
   */
  async sync(signal?: AbortSignal): Promise<void> {
    const { auth, catalog, knex } = this.#options;
    const rows: ParentRow[] = [];
    const pages = catalog.streamEntities(
      {
        filter: { kind: ['System', 'Domain', 'Group'] },
        fields: [
          'apiVersion',
          'kind',
          'metadata.name',
          'metadata.namespace',
          'relations',
        ],
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    for await (const entities of pages) {
      signal?.throwIfAborted();
      rows.push(...entities.flatMap(parentsOf));
    }
    const before: ParentRow[] = await knex('entity_parents');
    if (!isSame(before, rows)) {
      await knex.transaction(async trx => {
        await trx('entity_parents').delete();
        for (const part of chunk(rows, 200)) {
          await trx('entity_parents')
            .insert(part)
            .onConflict(['entity_ref', 'parent_ref'])
            .ignore();
        }
      });
    }
    this.#parents = toMap(rows);
  }

  /** Gives what an entity is part of, all the way up; a circle ends where it began. */
  async ancestors(): Promise<(entityRef: string) => string[]> {
    this.#parents ??= toMap(await this.#options.knex('entity_parents'));
    const parents = this.#parents;
    return entityRef => {
      const found = new Set<string>();
      const visit = (ref: string) =>
        parents.get(ref)?.forEach(parent => {
          if (!found.has(parent)) {
            found.add(parent);
            visit(parent);
          }
        });
      visit(entityRef);
      return [...found];
    };
  }
}

function parentsOf(entity: Entity): ParentRow[] {
  const entityRef = stringifyEntityRef(entity);
  return (entity.relations ?? [])
    .filter(
      ({ type }) => type === RELATION_PART_OF || type === RELATION_CHILD_OF,
    )
    .map(({ targetRef }) => ({ entity_ref: entityRef, parent_ref: targetRef }));
}

function isSame(a: readonly ParentRow[], b: readonly ParentRow[]): boolean {
  const id = (row: ParentRow) => `${row.entity_ref} ${row.parent_ref}`;
  const ids = new Set(a.map(id));
  return (
    ids.size === new Set(b.map(id)).size && b.every(row => ids.has(id(row)))
  );
}

function toMap(rows: readonly ParentRow[]): Map<string, string[]> {
  const parents = new Map<string, string[]>();
  rows.forEach(row =>
    parents.set(row.entity_ref, [
      ...(parents.get(row.entity_ref) ?? []),
      row.parent_ref,
    ]),
  );
  return parents;
}
