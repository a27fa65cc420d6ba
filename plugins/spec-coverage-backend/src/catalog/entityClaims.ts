import {
  type Entity,
  parseEntityRef,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  type InvalidRef,
  isSpecPattern,
  parseRefList,
  PROOFLINE_API_VERSION,
  SPEC_COVERAGE_SPECS_ANNOTATION,
  SPEC_COVERAGE_USER_STORIES_ANNOTATION,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { uniq } from 'lodash';
import { repositoryScope } from '../rollups/scopes';
import type { SpecLink } from './links';
import { repositoryOf } from './repositoryOf';

/** What an entity says about specs. */
export interface EntityClaims {
  entityRef: string;
  ownerRef?: string;
  /** What it is built from, as owner/name in lower case. */
  repository?: string;
  links: SpecLink[];
  /** Folders and globs, each with an entity that answers for what is in it. */
  patterns: SpecLink[];
  storyRefs: string[];
  /** Entries of the annotations that are not references. */
  invalid: InvalidRef[];
}

/**
 * Reads what an entity says about specs: in its annotations, or because it is a spec itself. What a component is built from,
 * its system and its owners answer for too, with all that these are part of, and so does its repository.
 *
 * @param ancestorsOf - what a system, domain or group is part of, all the way up
 */
export function readEntityClaims(
  entity: Entity,
  ancestorsOf: (entityRef: string) => string[] = () => [],
): EntityClaims {
  const entityRef = stringifyEntityRef(entity);
  const annotations = entity.metadata.annotations ?? {};
  const specs = parseRefList(annotations[SPEC_COVERAGE_SPECS_ANNOTATION]);
  const stories = parseRefList(
    annotations[SPEC_COVERAGE_USER_STORIES_ANNOTATION],
  );
  const targets = (type: string) =>
    (entity.relations ?? [])
      .filter(relation => relation.type === type)
      .map(relation => relation.targetRef);
  const owners = targets(RELATION_OWNED_BY);
  const above = [...targets(RELATION_PART_OF), ...owners];
  const repository = repositoryOf(entity);
  const answering = uniq([
    entityRef,
    ...above,
    ...above.flatMap(ancestorsOf),
    ...(repository ? [repositoryScope(repository)] : []),
  ]);
  const linksOf = (refs: string[]) =>
    refs.flatMap(specRef =>
      answering.map(ref => ({ specRef, entityRef: ref })),
    );
  return {
    entityRef,
    ownerRef: owners[0],
    repository,
    links: [
      ...linksOf(specs.refs.filter(ref => !isSpecPattern(ref))),
      ...linksOfSpecEntity(entity, entityRef),
    ],
    patterns: linksOf(specs.refs.filter(isSpecPattern)),
    storyRefs: stories.refs,
    invalid: [...specs.invalid, ...stories.invalid],
  };
}

function linksOfSpecEntity(entity: Entity, entityRef: string): SpecLink[] {
  if (
    entity.kind.toLocaleLowerCase('en-US') !== 'spec' ||
    entity.apiVersion !== PROOFLINE_API_VERSION
  ) {
    return [];
  }
  const { refs } = parseRefList(String(entity.spec?.ref ?? ''));
  const specifies = Array.isArray(entity.spec?.specifies)
    ? entity.spec.specifies.filter(
        (ref): ref is string => typeof ref === 'string',
      )
    : [];
  const context = {
    defaultKind: 'component',
    defaultNamespace: entity.metadata.namespace,
  };
  return refs.flatMap(specRef => [
    { specRef, entityRef },
    ...specifies.map(ref => ({
      specRef,
      entityRef: stringifyEntityRef(parseEntityRef(ref, context)),
    })),
  ]);
}
