import type { AuthService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  SPEC_COVERAGE_SPECS_ANNOTATION,
  SPEC_COVERAGE_USER_STORIES_ANNOTATION,
} from '@proofline/backstage-plugin-spec-coverage-common';
import type { Knex } from 'knex';
import { createHash } from 'node:crypto';
import type { ChangeNotifier } from '../alerts/ChangeNotifier';
import { refreshRollups } from '../coverage/rollups';
import type { CheckQueue } from '../intake/CheckQueue';
import { type EntityClaims, readEntityClaims } from './entityClaims';
import { replaceLinks } from './links';

/** Keeps what the catalog says about specs in the plugin's database, where coverage is counted. */
export class CatalogSync {
  readonly #options: {
    knex: Knex;
    auth: AuthService;
    catalog: CatalogService;
    queue: CheckQueue;
    notifier: ChangeNotifier;
  };

  constructor(options: {
    knex: Knex;
    auth: AuthService;
    catalog: CatalogService;
    queue: CheckQueue;
    notifier: ChangeNotifier;
  }) {
    this.#options = options;
  }

  /**
   * Reads all entities that say something about specs.
   *
   * @throws when the catalog cannot be read; nothing is forgotten then
   */
  async syncAll(signal?: AbortSignal): Promise<Record<string, number>> {
    const { auth, catalog, knex } = this.#options;
    const begin = new Date();
    const counts = { entities: 0, changed: 0, forgotten: 0 };
    const pages = catalog.streamEntities(
      {
        filter: [
          {
            [`metadata.annotations.${SPEC_COVERAGE_SPECS_ANNOTATION}`]:
              CATALOG_FILTER_EXISTS,
          },
          {
            [`metadata.annotations.${SPEC_COVERAGE_USER_STORIES_ANNOTATION}`]:
              CATALOG_FILTER_EXISTS,
          },
          { kind: 'Spec' },
        ],
        fields: [
          'apiVersion',
          'kind',
          'metadata.name',
          'metadata.namespace',
          'metadata.annotations',
          'relations',
          'spec',
        ],
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    for await (const entities of pages) {
      for (const entity of entities) {
        signal?.throwIfAborted();
        counts.entities += 1;
        counts.changed += (await this.syncEntity(entity)).changed ? 1 : 0;
      }
    }
    const gone: string[] = await knex('catalog_entities')
      .where('seen_at', '<', begin)
      .pluck('entity_ref');
    for (const entityRef of gone) {
      await this.#apply({ entityRef, links: [], storyRefs: [], invalid: [] });
      await knex('catalog_entities').where('entity_ref', entityRef).delete();
      counts.forgotten += 1;
    }
    return counts;
  }

  /** Takes in what one entity says. Specs that it names for the first time are checked. */
  async syncEntity(
    entity: Entity,
  ): Promise<{ claims: EntityClaims; changed: boolean }> {
    const { knex } = this.#options;
    const claims = readEntityClaims(entity);
    const { entityRef } = claims;
    const fingerprint = createHash('sha256')
      .update(JSON.stringify(claims))
      .digest('hex');
    const seen = await knex('catalog_entities')
      .where({ entity_ref: entityRef, fingerprint })
      .update({ seen_at: new Date() });
    if (seen > 0) {
      return { claims, changed: false };
    }
    if (claims.links.length === 0 && claims.storyRefs.length === 0) {
      const known = await knex('catalog_entities')
        .where('entity_ref', entityRef)
        .first('entity_ref');
      if (!known) {
        return { claims, changed: false };
      }
    }
    await this.#apply(claims);
    await knex('catalog_entities')
      .insert({
        entity_ref: entityRef,
        owner_ref: claims.ownerRef ?? null,
        fingerprint,
        seen_at: new Date(),
      })
      .onConflict('entity_ref')
      .merge();
    return { claims, changed: true };
  }

  async #apply(claims: EntityClaims): Promise<void> {
    const { knex, notifier, queue } = this.#options;
    const { entityRef } = claims;
    const { added, removed } = await knex.transaction(async trx => {
      const links = await replaceLinks(trx, {
        viaRef: entityRef,
        links: claims.links,
      });
      await trx('entity_user_stories').where('entity_ref', entityRef).delete();
      if (claims.storyRefs.length > 0) {
        await trx('entity_user_stories').insert(
          claims.storyRefs.map(ref => ({
            entity_ref: entityRef,
            story_ref: ref,
          })),
        );
      }
      return links;
    });
    const touched = [...added, ...removed];
    if (touched.length === 0) {
      return;
    }
    // A spec that nobody names any more may be gone for good; one that is named for the first time is to be read.
    await queue.request(
      touched.map(link => link.specRef),
      { byPerson: false },
    );
    const entityRefs = [...new Set(touched.map(link => link.entityRef))];
    await knex.transaction(trx => refreshRollups(trx, entityRefs, new Date()));
    notifier.changed(entityRefs);
  }
}
