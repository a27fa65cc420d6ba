import { NotFoundError } from '@backstage/errors';
import type {
  SpecChanges,
  SpecVersionDetail,
} from '@proofline/backstage-plugin-spec-coverage-common';
import type { Knex } from 'knex';
import type { SpecRow, SpecVersionRow } from '../../database';
import type { StoredClaim } from '../../specs/claimsJson';
import type { SpecScope } from '../../permissions/SpecAuthorizer';
import { toVersion } from '../toVersion';
import { diffClaims } from './diffClaims';
import { diffTexts } from './diffTexts';

/** Reads why a spec drifted: what is between the version that was last proven and the current one. */
export class ChangesReader {
  readonly #knex: Knex;

  constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** @throws NotFoundError when there is no such spec that the caller may see */
  async get(scope: SpecScope, specRef: string): Promise<SpecChanges> {
    const query = this.#knex('specs').where('specs.spec_ref', specRef);
    scope.narrow(query);
    const spec: SpecRow | undefined = await query.first();
    if (!spec) {
      throw new NotFoundError(`No spec '${specRef}' is known to this portal`);
    }
    const hashes = [spec.proven_hash, spec.content_hash].filter(
      (hash): hash is string => hash !== null,
    );
    const versions = await this.#knex<SpecVersionRow>('spec_versions')
      .where('spec_ref', specRef)
      .whereIn('content_hash', hashes);
    const from = versions.find(row => row.content_hash === spec.proven_hash);
    const to = versions.find(row => row.content_hash === spec.content_hash);
    const texts =
      from && to
        ? diffTexts(from.canonical_text, to.canonical_text)
        : { hunks: [], truncated: false };
    return {
      specRef,
      from: from && toDetail(from),
      to: to && toDetail(to),
      ...texts,
      // Of versions that were stored before claims were, it cannot be said.
      invariants:
        to && from?.claims !== null
          ? diffClaims(claimsOf(from), claimsOf(to))
          : [],
    };
  }
}

function toDetail(row: SpecVersionRow): SpecVersionDetail {
  return { ...toVersion(row), canonicalizer: row.canonicalizer };
}

function claimsOf(row: SpecVersionRow | undefined): StoredClaim[] {
  return JSON.parse(row?.claims ?? '[]');
}
