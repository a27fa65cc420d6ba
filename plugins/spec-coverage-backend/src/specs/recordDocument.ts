import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Prover } from '@proofline/backstage-plugin-spec-coverage-node';
import type { Knex } from 'knex';
import { replaceLinks } from '../catalog/links';
import { markRollups } from '../coverage/rollups';
import type { InvariantRow, SpecEntityRow, SpecRow } from '../database';
import { ensureProofJobs, supersedeProofJobs } from '../proofs/proofJobs';
import { settleSpec } from '../proofs/settleSpec';
import { carryOver } from './carryOver';
import { claimsJson } from './claimsJson';
import { lockSpec } from './lockSpec';
import type { ReadDocument } from './readDocument';
import { replaceInvariants, updateLines } from './replaceInvariants';

/** What a check found, and for which spec. */
export interface RecordDocumentOptions {
  specRef: string;
  read: ReadDocument;
  provers: readonly Prover[];
  /** A person asked: a finished proof of the same version is made again. */
  byPerson: boolean;
  now: Date;
}

/**
 * Writes down what a check found: the version, its invariants, the states that follow, the drift, and proof jobs for
 * what is to be settled.
 *
 * @returns the entities that the spec belongs to, and how many proof jobs are waiting now
 */
export async function recordDocument(
  trx: Knex.Transaction,
  options: RecordDocumentOptions,
): Promise<{ entityRefs: string[]; proofJobs: number }> {
  const { specRef, read, now } = options;
  const spec = await lockSpec(trx, specRef);
  if (!spec) {
    return { entityRefs: [], proofJobs: 0 };
  }
  return read.type === 'present'
    ? recordPresent(trx, spec, read, options)
    : recordAbsent(trx, spec, read, now);
}

async function recordPresent(
  trx: Knex.Transaction,
  spec: SpecRow,
  read: Extract<ReadDocument, { type: 'present' }>,
  options: RecordDocumentOptions,
): Promise<{ entityRefs: string[]; proofJobs: number }> {
  const { provers, byPerson, now } = options;
  const isSameDocument =
    spec.document_state === 'present' &&
    spec.document_hash === read.documentHash;
  const carried =
    isSameDocument && spec.content_hash !== read.contentHash
      ? await carryOver(trx, spec, read)
      : {};
  const changed: Partial<SpecRow> = {
    ...carried,
    title: read.document.title || spec.spec_ref,
    url: read.url ?? null,
    document_state: 'present',
    document_error: null,
    document_hash: read.documentHash,
    content_hash: read.contentHash,
    checked_at: now,
  };
  let invariants: InvariantRow[];
  let linked: string[] | undefined;
  if (
    spec.content_hash !== read.contentHash ||
    spec.document_state !== 'present'
  ) {
    await trx('spec_versions')
      .insert({
        changed_by: read.changedBy ?? null,
        changed_at: read.changedAt ?? null,
        claims: claimsJson(read.document),
        spec_ref: spec.spec_ref,
        content_hash: read.contentHash,
        canonicalizer: read.document.canonicalizer,
        canonical_text: read.document.text,
        invariants: read.document.invariants.length,
        seen_at: now,
      })
      .onConflict(['spec_ref', 'content_hash'])
      .merge(
        isSameDocument
          ? ['claims']
          : ['seen_at', 'changed_by', 'changed_at', 'claims'],
      );
    invariants = await replaceInvariants(trx, spec.spec_ref, read.document);
    linked = await linkComponents(trx, spec, read.document.components);
  } else {
    await updateLines(trx, spec.spec_ref, read.document);
    invariants = await trx<InvariantRow>('invariants').where(
      'spec_ref',
      spec.spec_ref,
    );
  }
  const current = { ...spec, ...changed };
  const proofJobs = await ensureProofJobs(trx, current, {
    provers,
    invariants,
    byPerson,
    now,
  });
  const entityRefs = await settleSpec(trx, current, {
    now,
    changed,
    invariants,
    entityRefs: linked,
  });
  return { entityRefs, proofJobs };
}

/**
 * Links a spec with the components that the document itself names.
 *
 * @returns the entities that the spec belongs to, by whatever way
 */
async function linkComponents(
  trx: Knex.Transaction,
  spec: SpecRow,
  components: readonly string[],
): Promise<string[]> {
  const viaRef = spec.spec_ref;
  const links = components.map(component => ({
    specRef: spec.spec_ref,
    entityRef: stringifyEntityRef(
      parseEntityRef(component, { defaultKind: 'component' }),
    ),
  }));
  const present = await trx<SpecEntityRow>('spec_entities').where(
    'spec_ref',
    spec.spec_ref,
  );
  const byOthers = present.filter(row => row.via_ref !== viaRef);
  if (links.length > 0 || byOthers.length < present.length) {
    await replaceLinks(trx, { viaRef, links });
  }
  return [
    ...byOthers.map(row => row.entity_ref),
    ...links.map(link => link.entityRef),
  ];
}

async function recordAbsent(
  trx: Knex.Transaction,
  spec: SpecRow,
  read: Exclude<ReadDocument, { type: 'present' }>,
  now: Date,
): Promise<{ entityRefs: string[]; proofJobs: number }> {
  await replaceLinks(trx, { viaRef: spec.spec_ref, links: [] });
  await supersedeProofJobs(trx, spec.spec_ref, { keep: [], now });
  const named = await trx('spec_entities')
    .where('spec_ref', spec.spec_ref)
    .first('spec_ref');
  if (read.type === 'missing' && !named) {
    await forget(trx, spec, now);
    return { entityRefs: [], proofJobs: 0 };
  }
  const changed: Partial<SpecRow> = {
    document_state: read.type,
    document_error: read.reason,
    content_hash: null,
    document_hash: null,
    checked_at: now,
    title: spec.title || spec.spec_ref,
  };
  const entityRefs = await settleSpec(
    trx,
    { ...spec, ...changed },
    { now, changed },
  );
  return { entityRefs, proofJobs: 0 };
}

/**
 * A document that is gone and that nobody names is no longer expected to be proven. What was said of it stays in the
 * history.
 */
async function forget(
  trx: Knex.Transaction,
  spec: SpecRow,
  now: Date,
): Promise<void> {
  await trx('drifts')
    .where('spec_ref', spec.spec_ref)
    .whereNull('closed_at')
    .update({ closed_at: now, closed_by: 'removed' });
  await trx('invariants').where('spec_ref', spec.spec_ref).delete();
  await trx('specs').where('spec_ref', spec.spec_ref).delete();
  await markRollups(trx, [], now);
}
