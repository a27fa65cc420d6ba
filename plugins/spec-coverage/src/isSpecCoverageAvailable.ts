import type { Entity } from '@backstage/catalog-model';
import {
  parseRefList,
  SPEC_COVERAGE_SPECS_ANNOTATION,
} from '@proofline/backstage-plugin-spec-coverage-common';

/**
 * Whether an entity names specs: by the annotation `proofline.io/specs`, or because it is a `Spec` itself.
 *
 * @public
 */
export function isSpecCoverageAvailable(entity: Entity): boolean {
  if (entity.kind.toLocaleLowerCase('en-US') === 'spec') {
    return true;
  }
  const { refs, invalid } = parseRefList(
    entity.metadata.annotations?.[SPEC_COVERAGE_SPECS_ANNOTATION],
  );
  return refs.length + invalid.length > 0;
}
