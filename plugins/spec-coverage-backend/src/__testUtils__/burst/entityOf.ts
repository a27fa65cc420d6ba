import type { Entity } from '@backstage/catalog-model';
import { type BurstVendorName, sourceOf } from './documents';

/** The component that names a document. */
export function entityOf(
  vendor: BurstVendorName,
  index: number,
  document: string,
): Entity {
  const source = sourceOf(vendor);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: `${source}-${index}`,
      namespace: 'default',
      annotations: { 'proofline.io/specs': `${source}:${document}` },
    },
    spec: { type: 'service', owner: `group:default/team-${index % 50}` },
    relations: [
      { type: 'ownedBy', targetRef: `group:default/team-${index % 50}` },
    ],
  };
}
