import type { AuthService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  SPEC_COVERAGE_SPECS_ANNOTATION,
  SPEC_COVERAGE_USER_STORIES_ANNOTATION,
  type UnresolvedRef,
} from '@proofline/backstage-plugin-spec-coverage-common';
import type { Knex } from 'knex';
import { createHash } from 'node:crypto';
import type { ChangeNotifier } from '../alerts/ChangeNotifier';
import { markRollups } from '../coverage/rollups';
import { type DbMoment, toDate } from '../database';
import type { CheckQueue } from '../intake/CheckQueue';
import type { SourceCheckQueue } from '../intake/SourceCheckQueue';
import { type EntityClaims, readEntityClaims } from './entityClaims';
import { replaceLinks } from './links';
import { patternErrors, replacePatterns } from './patterns';

/** Keeps what the catalog says about specs in the plugin's database, where coverage is counted. */
export class CatalogSync {
  readonly #options: {
    knex: Knex;
    auth: AuthService;
    catalog: CatalogService;
    queue: CheckQueue;
    sourceChecks: SourceCheckQueue;
    /** Ids of the sources that are installed. */
    sources: readonly string[];
    notifier: ChangeNotifier;
  };

  constructor(options: {
    knex: Knex;
    auth: AuthService;
    catalog: CatalogService;
    queue: CheckQueue;
    sourceChecks: SourceCheckQueue;
    sources: readonly string[];
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
    const begin = await this.#nextMoment();
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
        counts.changed += (await this.syncEntity(entity, begin)).changed
          ? 1
          : 0;
      }
    }
    const gone: string[] = await knex('catalog_entities')
      .where('seen_at', '<', begin)
      .pluck('entity_ref');
    for (const entityRef of gone) {
      await this.#apply({
        entityRef,
        links: [],
        patterns: [],
        storyRefs: [],
        invalid: [],
      });
      await knex('catalog_entities').where('entity_ref', entityRef).delete();
      counts.forgotten += 1;
    }
    return counts;
  }

  /** Takes in what one entity says. Specs that it names for the first time are checked. */
  async syncEntity(
    entity: Entity,
    seenAt = new Date(),
  ): Promise<{ claims: EntityClaims; changed: boolean }> {
    const { knex } = this.#options;
    const claims = readEntityClaims(entity);
    const { entityRef } = claims;
    const fingerprint = createHash('sha256')
      .update(JSON.stringify(claims))
      .digest('hex');
    const seen = await knex('catalog_entities')
      .where({ entity_ref: entityRef, fingerprint })
      .update({ seen_at: seenAt });
    if (seen > 0) {
      return { claims, changed: false };
    }
    if (
      claims.links.length === 0 &&
      claims.patterns.length === 0 &&
      claims.storyRefs.length === 0
    ) {
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
        seen_at: seenAt,
      })
      .onConflict('entity_ref')
      .merge();
    return { claims, changed: true };
  }

  /** A moment after all at which an entity was seen, also where two runs begin within the same ms. */
  async #nextMoment(): Promise<Date> {
    const [{ newest }]: Array<{ newest: DbMoment | null }> = await this.#options
      .knex('catalog_entities')
      .max('seen_at as newest');
    return new Date(
      Math.max(Date.now(), newest === null ? 0 : toDate(newest).getTime() + 1),
    );
  }

  /** Folders and globs that an entity names and that stand for no spec, with the reason. */
  async unresolvedPatterns(entityRef: string): Promise<UnresolvedRef[]> {
    return patternErrors(this.#options.knex, entityRef);
  }

  async #apply(claims: EntityClaims): Promise<void> {
    const { knex, notifier, queue, sourceChecks, sources } = this.#options;
    const { entityRef } = claims;
    const touched = await knex.transaction(async trx => {
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
      const { links: byPattern, toList } = await replacePatterns(trx, {
        viaRef: entityRef,
        patterns: claims.patterns,
        sources,
      });
      await sourceChecks.requestIn(trx, toList);
      return [...links.added, ...links.removed, ...byPattern];
    });
    sourceChecks.wake();
    if (touched.length === 0) {
      return;
    }
    // A spec that nobody names any more may be gone for good; one that is named for the first time is to be read.
    await queue.request(
      touched.map(link => link.specRef),
      { byPerson: false },
    );
    const entityRefs = [...new Set(touched.map(link => link.entityRef))];
    await markRollups(knex, entityRefs, new Date());
    notifier.changed(entityRefs);
  }
}
