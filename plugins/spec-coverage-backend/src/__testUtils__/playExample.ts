import { type Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { SPEC_COVERAGE_SPECS_ANNOTATION } from '@proofline/backstage-plugin-spec-coverage-common';
import {
  type ExampleVersion,
  workedExample,
} from '@proofline/backstage-plugin-spec-coverage-common/testUtils';
import type { Knex } from 'knex';
import { isAtRest, startPortal } from './startPortal';
import { TestCatalog } from './TestCatalog';
import { InMemorySource, type TestDocument } from './testDocuments';

const { entities, events, now, specs, specsOfComponents } = workedExample;

/**
 * Lets the worked example happen in a real backend, from intake to roll-up, at the moments at which it says that it happened. The
 * caller begins with `playDate`, and stops the portal.
 *
 * @param options - further options of the portal
 */
export async function playExample(
  knex: Knex,
  options: Partial<Parameters<typeof startPortal>[0]> = {},
) {
  const sources = {
    files: new InMemorySource('files'),
    jira: new InMemorySource('jira'),
  };
  const known = new Set<string>();
  const catalog = new TestCatalog(entitiesNaming(known));
  const portal = await startPortal({
    knex,
    catalog,
    source: sources.files,
    moreSources: [sources.jira],
    // Longer than the clock is ever moved at once while something is under way.
    config: { lease: '1h' },
    ...options,
  });

  async function playVersion(version: ExampleVersion): Promise<void> {
    const { specRef, proofMs } = version;
    const [source, name] = specRef.split(/:(.*)/);
    const documents = sources[source as keyof typeof sources];
    const before = (await knex('specs').where('spec_ref', specRef).first())
      ?.content_hash;
    portal.prover.onProve = () =>
      jest.setSystemTime(Date.parse(version.at) + proofMs!);
    documents.put(name, documentOf(version));
    if (known.has(specRef)) {
      await portal.hint(specRef);
    } else {
      known.add(specRef);
      catalog.entities = entitiesNaming(known);
      const synced = portal.scheduler.triggerTask('spec-coverage-catalog-sync');
      // A spec of two components is read when both are known to name it.
      documents.onNextFetch(() => synced);
      await synced;
    }
    await portal.specWhen(
      specRef,
      spec => isAtRest(spec) && spec.contentHash !== before?.slice(0, 8),
    );
  }

  for (const event of events) {
    jest.setSystemTime(Date.parse(event.at));
    if (event.type === 'version') {
      await playVersion(event);
    } else {
      const { specRef, key, reason, until } = event;
      const answer = await portal.call(
        'put',
        `${portal.specPath(specRef)}/invariants/${key}/acceptance`,
        { body: { reason, until } },
      );
      if (answer.status !== 200) {
        throw new Error(`${key} was not accepted: ${answer.text}`);
      }
    }
    await portal.rolledUp();
  }
  jest.setSystemTime(Date.parse(now));
  return portal;
}

function documentOf(version: ExampleVersion): TestDocument {
  return {
    title: specs.find(({ ref }) => ref === version.specRef)!.title,
    claims: Object.fromEntries(
      version.claims.map(({ key, settles }) => [key, settles]),
    ),
    stories: Object.fromEntries(
      version.claims.map(({ key, story }) => [key, story]),
    ),
  };
}

/** The catalog at a time when only some specs were there. */
function entitiesNaming(known: ReadonlySet<string>): Entity[] {
  return entities.map(entity => {
    const named = specsOfComponents[stringifyEntityRef(entity)]?.filter(ref =>
      known.has(ref),
    );
    const { [SPEC_COVERAGE_SPECS_ANNOTATION]: _, ...annotations } =
      entity.metadata.annotations ?? {};
    return {
      ...entity,
      metadata: {
        ...entity.metadata,
        annotations: {
          ...annotations,
          ...(named?.length && {
            [SPEC_COVERAGE_SPECS_ANNOTATION]: named.join(', '),
          }),
        },
      },
    };
  });
}
