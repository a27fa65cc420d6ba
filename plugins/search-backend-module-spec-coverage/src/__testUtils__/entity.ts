import type { Entity } from '@backstage/catalog-model';

/** An entity of the catalog, as the kinds of the tests need it. */
export function entity(
  kind: string,
  name: string,
  options: { specs?: string; owner?: string } = {},
): Entity {
  const { owner = 'group:default/payments', specs } = options;
  return {
    apiVersion: 'proofline.io/v1alpha1',
    kind,
    metadata: {
      name,
      namespace: 'default',
      annotations: specs ? { 'proofline.io/specs': specs } : {},
    },
    spec: { owner },
    relations: [{ type: 'ownedBy', targetRef: owner }],
  };
}
