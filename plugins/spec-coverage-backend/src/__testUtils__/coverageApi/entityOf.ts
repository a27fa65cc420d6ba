import { type Entity, parseEntityRef } from '@backstage/catalog-model';
import { REPOSITORIES, SOURCES, SPECS, SYSTEMS, TEAMS } from './seed';

/** An entity as the catalog would give it: a component says of itself what was seeded of it. */
export function entityOf(ref: string): Entity {
  const { kind, namespace, name } = parseEntityRef(ref);
  const entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { namespace, name },
  };
  if (kind !== 'component') {
    return entity;
  }
  const number = Number(name.slice('c-'.length));
  const specs = Array.from({ length: SPECS }, (_, index) => {
    const spec = number * SPECS + index;
    return `${SOURCES[spec % SOURCES.length]}:DOC-${spec}`;
  });
  return {
    ...entity,
    metadata: {
      ...entity.metadata,
      annotations: {
        'proofline.io/specs': specs.join(','),
        'github.com/project-slug': `acme/r-${number % REPOSITORIES}`,
      },
    },
    relations: [
      { type: 'partOf', targetRef: `system:default/s-${number % SYSTEMS}` },
      { type: 'ownedBy', targetRef: `group:default/t-${number % TEAMS}` },
    ],
  };
}
