import {
  type CanonicalDocument,
  proofJobId,
} from '@proofline/backstage-plugin-spec-coverage-node';
import type { Knex } from 'knex';
import type {
  AcceptanceRow,
  InvariantRow,
  ProofJobRow,
  SpecRow,
  SpecVersionRow,
  VerdictRow,
} from '../database';
import { claimsJson } from './claimsJson';

/**
 * Moves what is known of a version to the content hash that a newer canonicaliser gives the same bytes. The document did not
 * change, and so nothing may look as if it had. Only claims that the newer canonicaliser reads as the older one did keep their
 * verdicts and acceptances; where one is read differently, the version counts as not proven.
 *
 * @param next - the same document, read by the newer canonicaliser
 * @returns the columns of the spec that change
 */
export async function carryOver(
  trx: Knex.Transaction,
  spec: SpecRow,
  next: { document: CanonicalDocument; contentHash: string },
): Promise<Partial<SpecRow>> {
  const { spec_ref: specRef, content_hash: before } = spec;
  if (before === null) {
    return {};
  }
  const { contentHash, document } = next;
  const at = { spec_ref: specRef, content_hash: before };
  const stated: InvariantRow[] = await trx<InvariantRow>('invariants').where(
    'spec_ref',
    specRef,
  );
  const same = document.invariants
    .filter(claim =>
      stated.some(
        row =>
          row.invariant_key === claim.key &&
          row.text === claim.text &&
          row.language === (claim.language ?? null) &&
          row.body === (claim.body ?? null) &&
          (row.problem === null) === (claim.problem === undefined),
      ),
    )
    .map(claim => claim.key);
  await trx<VerdictRow>('verdicts')
    .where(at)
    .whereIn('invariant_key', same)
    .update({ content_hash: contentHash });
  // A risk was taken of the same words.
  await trx<AcceptanceRow>('invariant_acceptances')
    .where(at)
    .whereIn('invariant_key', same)
    .update({ content_hash: contentHash });

  await trx<SpecVersionRow>('spec_versions')
    .where({ spec_ref: specRef, content_hash: contentHash })
    .delete();
  await trx<SpecVersionRow>('spec_versions')
    .where(at)
    .update({
      content_hash: contentHash,
      canonicalizer: document.canonicalizer,
      canonical_text: document.text,
      claims: claimsJson(document),
    });
  const isAll =
    same.length === stated.length && same.length === document.invariants.length;
  if (!isAll) {
    return {};
  }
  await moveJobs(trx, spec, { before, contentHash });
  return spec.proven_hash === before ? { proven_hash: contentHash } : {};
}

/** A proof of all that the version claims is still one: nothing is proven again for a new way to write it down. */
async function moveJobs(
  trx: Knex.Transaction,
  { spec_ref: specRef }: SpecRow,
  { before, contentHash }: { before: string; contentHash: string },
): Promise<void> {
  const jobs = await trx<ProofJobRow>('proof_jobs').where({
    spec_ref: specRef,
    content_hash: before,
    state: 'succeeded',
  });
  for (const job of jobs) {
    const id = proofJobId({
      specRef,
      contentHash,
      prover: job.prover,
      proverVersion: job.prover_version,
    });
    await trx<ProofJobRow>('proof_jobs').where('id', id).delete();
    await trx<ProofJobRow>('proof_jobs')
      .where('id', job.id)
      .update({ id, content_hash: contentHash });
    await trx<VerdictRow>('verdicts')
      .where('proof_job_id', job.id)
      .update({ proof_job_id: id });
  }
}
