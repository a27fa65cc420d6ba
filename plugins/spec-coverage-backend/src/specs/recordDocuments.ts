import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { Prover } from '@proofline/backstage-plugin-spec-coverage-node';
import type { Knex } from 'knex';
import { groupBy, partition, uniq } from 'lodash';
import { replaceLinks } from '../catalog/links';
import type { SpecEntityRow, SpecRow, SpecVersionRow } from '../database';
import { ensureProofJobs } from '../proofs/proofJobs';
import { settleSpecs } from '../proofs/settleSpecs';
import { carryOver } from './carryOver';
import { claimsJson } from './claimsJson';
import { lockSpecs } from './lockSpecs';
import type { ReadDocument } from './readDocument';
import { recordAbsent } from './recordAbsent';
import { readInvariants, stateInvariants } from './stateInvariants';

/** What a check found, and for which spec. */
export interface CheckedSpec {
  specRef: string;
  read: ReadDocument;
  /** A person asked: a finished proof of the same version is made again. */
  byPerson: boolean;
}

type PresentDocument = Extract<ReadDocument, { type: 'present' }>;

/** A spec whose document was read. */
interface ReadSpec {
  /** As it is stored. */
  before: SpecRow;
  /** With what the document says. */
  spec: SpecRow;
  read: PresentDocument;
  byPerson: boolean;
  /** The same bytes as before, whatever a newer canonicaliser makes of them. */
  isSameDocument: boolean;
  isNewVersion: boolean;
}

/**
 * Writes down what checks of different specs found: the versions, their invariants, the states that follow, the drifts, and proof
 * jobs for what is to be settled. Takes about as many statements for many specs as for one.
 *
 * @returns for each check, in their order, the entities that its spec belongs to; and how many proof jobs are waiting now
 */
export async function recordDocuments(
  trx: Knex.Transaction,
  checked: readonly CheckedSpec[],
  options: { provers: readonly Prover[]; now: Date },
): Promise<{ entityRefs: string[][]; proofJobs: number }> {
  const { provers, now } = options;
  const locked = await lockSpecs(
    trx,
    checked.map(({ specRef }) => specRef),
  );
  const entityRefs = new Map<string, string[]>();
  const present: ReadSpec[] = [];
  for (const { specRef, read, byPerson } of checked) {
    const before = locked.get(specRef);
    if (before && read.type === 'present') {
      present.push(await readSpec(trx, before, { read, byPerson, now }));
    } else if (before && read.type !== 'present') {
      entityRefs.set(specRef, await recordAbsent(trx, before, read, now));
    }
  }
  const proofJobs = await recordPresent(trx, present, {
    provers,
    now,
    entityRefs,
  });
  return {
    entityRefs: checked.map(({ specRef }) => entityRefs.get(specRef) ?? []),
    proofJobs,
  };
}

async function readSpec(
  trx: Knex.Transaction,
  before: SpecRow,
  options: { read: PresentDocument; byPerson: boolean; now: Date },
): Promise<ReadSpec> {
  const { read, byPerson, now } = options;
  const wasPresent = before.document_state === 'present';
  const isSameDocument =
    wasPresent && before.document_hash === read.documentHash;
  const isSameText = before.content_hash === read.contentHash;
  const carried =
    isSameDocument && !isSameText ? await carryOver(trx, before, read) : {};
  return {
    before,
    spec: {
      ...before,
      ...carried,
      title: read.document.title || before.spec_ref,
      url: read.url ?? null,
      document_state: 'present',
      document_error: null,
      document_hash: read.documentHash,
      content_hash: read.contentHash,
      checked_at: now,
    },
    read,
    byPerson,
    isSameDocument,
    isNewVersion: !wasPresent || !isSameText,
  };
}

async function recordPresent(
  trx: Knex.Transaction,
  specs: readonly ReadSpec[],
  options: {
    provers: readonly Prover[];
    now: Date;
    /** Filled with the entities that each spec belongs to. */
    entityRefs: Map<string, string[]>;
  },
): Promise<number> {
  if (specs.length === 0) {
    return 0;
  }
  const { provers, now, entityRefs } = options;
  const refs = specs.map(({ spec }) => spec.spec_ref);
  const known = new Set(
    await trx<SpecVersionRow>('spec_versions')
      .whereIn('spec_ref', refs)
      .distinct()
      .pluck('spec_ref'),
  );
  await insertVersions(
    trx,
    specs.filter(({ isNewVersion }) => isNewVersion),
    now,
  );
  const stored = await readInvariants(trx, refs);
  const invariants = await stateInvariants(
    trx,
    specs.map(({ spec, read }) => ({
      specRef: spec.spec_ref,
      document: read.document,
      stored: stored.get(spec.spec_ref)!,
    })),
  );
  for (const [specRef, linked] of await linkComponents(trx, specs)) {
    entityRefs.set(specRef, linked);
  }
  const proofJobs = await ensureProofJobs(
    trx,
    specs.map(({ spec, byPerson }) => ({
      specRef: spec.spec_ref,
      contentHash: spec.content_hash!,
      invariants: invariants.get(spec.spec_ref)!,
      byPerson,
    })),
    { provers, now },
  );
  await settleSpecs(
    trx,
    specs.map(({ before, spec }) => ({
      before,
      spec,
      isNew: !known.has(spec.spec_ref),
      stored: stored.get(spec.spec_ref)!,
      invariants: invariants.get(spec.spec_ref)!,
      entityRefs: entityRefs.get(spec.spec_ref)!,
    })),
    now,
  );
  return proofJobs;
}

async function insertVersions(
  trx: Knex.Transaction,
  specs: readonly ReadSpec[],
  now: Date,
): Promise<void> {
  // Bytes that a newer canonicaliser reads otherwise were neither seen nor changed now.
  const [known, seen] = partition(specs, spec => spec.isSameDocument);
  for (const [versions, columns] of [
    [known, ['claims']],
    [seen, ['seen_at', 'changed_by', 'changed_at', 'claims']],
  ] as const) {
    if (versions.length > 0) {
      await trx('spec_versions')
        .insert(
          versions.map(({ spec, read }) => ({
            spec_ref: spec.spec_ref,
            content_hash: read.contentHash,
            canonicalizer: read.document.canonicalizer,
            canonical_text: read.document.text,
            claims: claimsJson(read.document),
            invariants: read.document.invariants.length,
            changed_by: read.changedBy ?? null,
            changed_at: read.changedAt ?? null,
            seen_at: now,
          })),
        )
        .onConflict(['spec_ref', 'content_hash'])
        .merge([...columns]);
    }
  }
}

/**
 * Links specs with the components that their documents themselves name.
 *
 * @returns for each spec the entities that it belongs to, by whatever way
 */
async function linkComponents(
  trx: Knex.Transaction,
  specs: readonly ReadSpec[],
): Promise<Map<string, string[]>> {
  const present: SpecEntityRow[] = await trx<SpecEntityRow>('spec_entities')
    .whereIn(
      'spec_ref',
      specs.map(({ spec }) => spec.spec_ref),
    )
    .select('*');
  const bySpec = groupBy(present, row => row.spec_ref);
  const linked = new Map<string, string[]>();
  for (const { spec, read } of specs) {
    const specRef = spec.spec_ref;
    const links = read.document.components.map(component => ({
      specRef,
      entityRef: stringifyEntityRef(
        parseEntityRef(component, { defaultKind: 'component' }),
      ),
    }));
    const [byDocument, byOthers] = partition(
      bySpec[specRef] ?? [],
      row => row.via_ref === specRef,
    );
    if (links.length > 0 || byDocument.length > 0) {
      await replaceLinks(trx, { viaRef: specRef, links });
    }
    linked.set(
      specRef,
      uniq([
        ...byOthers.map(row => row.entity_ref),
        ...links.map(link => link.entityRef),
      ]),
    );
  }
  return linked;
}
