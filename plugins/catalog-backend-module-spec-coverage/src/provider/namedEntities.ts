import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
  RELATION_OWNED_BY,
  stringifyEntityRef,
  stringifyLocationRef,
} from '@backstage/catalog-model';
import {
  entityNameOfRef,
  PROOFLINE_API_VERSION,
  specEntityRef,
  type SpecEntityV1alpha1,
  userStoryEntityRef,
  type UserStoryEntityV1alpha1,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { readAnnotations, storiesOfSources } from '../annotations';
import { isSpecEntity } from '../entities';

/** Type of the location of the entities that are made here: `spec-coverage:jira:PAY-142`. */
const LOCATION_TYPE = 'spec-coverage';

/** What a catalog file says where nobody is known to own something. */
const OWNER_UNKNOWN = 'unknown';

type NamedEntity = SpecEntityV1alpha1 | UserStoryEntityV1alpha1;

interface Naming {
  kind: NamedEntity['kind'];
  ref: string;
  owner?: string;
}

/**
 * Makes the `Spec` and `UserStory` entities that others name, in annotations or in the field `userStories` of a `Spec`,
 * except those that somebody has declared.
 *
 * The result does not depend on the order of the entities. Where several name one document, its owner is that of the
 * first of them, in the order of their entity refs, which has one.
 *
 * @param entities - as the catalog shows them: all that are annotated, and all of the kinds `Spec` and `UserStory`
 */
export function namedEntities(entities: Iterable<Entity>): NamedEntity[] {
  const others = new Map<string, Entity>();
  for (const entity of entities) {
    if (!isMadeHere(entity)) {
      others.set(stringifyEntityRef(entity), entity);
    }
  }
  const namings = new Map<string, Naming>();
  for (const entityRef of [...others.keys()].sort()) {
    for (const [namedRef, naming] of namingsOf(others.get(entityRef)!)) {
      const first = namings.get(namedRef);
      if (!first) {
        namings.set(namedRef, naming);
      } else {
        first.owner ??= naming.owner;
      }
    }
  }
  return [...namings]
    .filter(([namedRef]) => !others.has(namedRef))
    .map(([, naming]) => makeEntity(naming));
}

function isMadeHere(entity: Entity): boolean {
  return Boolean(
    entity.metadata.annotations?.[ANNOTATION_ORIGIN_LOCATION]?.startsWith(
      `${LOCATION_TYPE}:`,
    ),
  );
}

function namingsOf(entity: Entity): [string, Naming][] {
  const owner = ownerOf(entity);
  const { specs, userStories } = readAnnotations(entity);
  const stories = storiesOfSources([...userStories, ...storiesOfSpec(entity)]);
  return [
    ...specs.map<[string, Naming]>(ref => [
      specEntityRef(ref),
      { kind: 'Spec', ref, owner },
    ]),
    ...stories.map<[string, Naming]>(ref => [
      userStoryEntityRef(ref),
      { kind: 'UserStory', ref, owner },
    ]),
  ];
}

function storiesOfSpec(entity: Entity): string[] {
  if (!isSpecEntity(entity)) {
    return [];
  }
  // The catalog was asked for some fields only, so that `spec` is absent where this one is.
  const spec: Partial<SpecEntityV1alpha1['spec']> | undefined = entity.spec;
  return spec?.userStories ?? [];
}

function ownerOf(entity: Entity): string | undefined {
  if (entity.kind === 'Group' || entity.kind === 'User') {
    return stringifyEntityRef(entity);
  }
  const owners = (entity.relations ?? [])
    .filter(relation => relation.type === RELATION_OWNED_BY)
    .map(relation => relation.targetRef);
  return owners.sort()[0];
}

function makeEntity({ kind, ref, owner }: Naming): NamedEntity {
  const location = stringifyLocationRef({ type: LOCATION_TYPE, target: ref });
  return {
    apiVersion: PROOFLINE_API_VERSION,
    kind,
    metadata: {
      name: entityNameOfRef(ref),
      title: ref,
      annotations: {
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
      },
    },
    spec: { ref, owner: owner ?? OWNER_UNKNOWN },
  };
}
