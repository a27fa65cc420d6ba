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
import { markRollups } from '../rollups/marks';
import { type DbMoment, toDate } from '../database';
import type { CheckQueue } from '../intake/CheckQueue';
import type { SourceCheckQueue } from '../intake/SourceCheckQueue';
import { type EntityClaims, readEntityClaims } from './entityClaims';
import { Hierarchy } from './Hierarchy';
import { replaceLinks } from './links';
import { patternErrors, replacePatterns } from './patterns';

/** For how long an entity that was taken in is taken as known, in ms; the schedule reads all as often. */
const RECENT_MS = 30_000;

/** How many entities are remembered. */
const MAX_RECENT = 10_000;

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

  readonly #hierarchy: Hierarchy;

  /** What was last taken in of entities, by their refs, so that looking at one often asks the database once. */
  readonly #recent = new Map<string, { fingerprint: string; until: number }>();

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
    this.#hierarchy = new Hierarchy(options);
  }

  /**
   * Reads all entities that say something about specs.
   *
   * @throws when the catalog cannot be read; nothing is forgotten then
   */
  async syncAll(signal?: AbortSignal): Promise<Record<string, number>> {
    const { auth, catalog, knex } = this.#options;
    await this.#hierarchy.sync(signal);
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

  /**
   * Takes in what one entity says, unless that was done within the last half minute.
   *
   * @returns what it says
   */
  async ensureEntity(entity: Entity): Promise<EntityClaims> {
    const claims = readEntityClaims(entity, await this.#hierarchy.ancestors());
    const recent = this.#recent.get(claims.entityRef);
    if (
      recent?.fingerprint !== fingerprintOf(claims) ||
      recent.until < Date.now()
    ) {
      await this.syncEntity(entity);
    }
    return claims;
  }

  /** Takes in what one entity says. Specs that it names for the first time are checked. */
  async syncEntity(
    entity: Entity,
    seenAt = new Date(),
  ): Promise<{ claims: EntityClaims; changed: boolean }> {
    const { knex } = this.#options;
    const claims = readEntityClaims(entity, await this.#hierarchy.ancestors());
    const { entityRef } = claims;
    const fingerprint = fingerprintOf(claims);
    const seen = await knex('catalog_entities')
      .where({ entity_ref: entityRef, fingerprint })
      .update({ seen_at: seenAt });
    if (seen > 0) {
      this.#remember(entityRef, fingerprint);
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
        this.#remember(entityRef, fingerprint);
        return { claims, changed: false };
      }
    }
    await this.#apply(claims);
    await knex('catalog_entities')
      .insert({
        entity_ref: entityRef,
        owner_ref: claims.ownerRef ?? null,
        repository: claims.repository ?? null,
        fingerprint,
        seen_at: seenAt,
      })
      .onConflict('entity_ref')
      .merge();
    this.#remember(entityRef, fingerprint);
    return { claims, changed: true };
  }

  #remember(entityRef: string, fingerprint: string): void {
    // The oldest go first: a Map keeps the order in which keys came.
    this.#recent.delete(entityRef);
    if (this.#recent.size >= MAX_RECENT) {
      this.#recent.delete(this.#recent.keys().next().value!);
    }
    this.#recent.set(entityRef, { fingerprint, until: Date.now() + RECENT_MS });
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

function fingerprintOf(claims: EntityClaims): string {
  return createHash('sha256').update(JSON.stringify(claims)).digest('hex');
}
