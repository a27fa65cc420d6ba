import type { Entity } from '@backstage/catalog-model';
import {
  parseRefList,
  SPEC_COVERAGE_SPECS_ANNOTATION,
} from '@proofline/backstage-plugin-spec-coverage-common';

/**
 * Whether an entity has a coverage to show: it names specs by the annotation `proofline.io/specs`, or is a `Spec` or a `UserStory` itself.
 *
 * @public
 */
export function isSpecCoverageAvailable(entity: Entity): boolean {
  if (['spec', 'userstory'].includes(entity.kind.toLocaleLowerCase('en-US'))) {
    return true;
  }
  const { refs, invalid } = parseRefList(
    entity.metadata.annotations?.[SPEC_COVERAGE_SPECS_ANNOTATION],
  );
  return refs.length + invalid.length > 0;
}
