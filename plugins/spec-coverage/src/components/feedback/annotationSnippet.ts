import { DEFAULT_NAMESPACE, Entity } from '@backstage/catalog-model';
import { stringify } from 'yaml';
import { SPEC_COVERAGE_SPECS_ANNOTATION } from '@proofline/backstage-plugin-spec-coverage-common';

/**
 * The catalog file of an entity as far as it takes to name a spec, as YAML.
 *
 * @internal
 */
export function annotationSnippet(entity: Entity): string {
  const { name, namespace } = entity.metadata;
  return stringify({
    apiVersion: entity.apiVersion,
    kind: entity.kind,
    metadata: {
      name,
      ...(namespace === undefined || namespace === DEFAULT_NAMESPACE
        ? {}
        : { namespace }),
      annotations: {
        [SPEC_COVERAGE_SPECS_ANNOTATION]: `files:specs/${name}.md`,
      },
    },
  }).trimEnd();
}
