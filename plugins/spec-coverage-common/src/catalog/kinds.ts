import type { Entity } from '@backstage/catalog-model';
import { PROOFLINE_API_VERSION } from './annotations';

/**
 * A document that states what a component must do, as an entity of the catalog.
 *
 * @public
 */
export interface SpecEntityV1alpha1 extends Entity {
  apiVersion: typeof PROOFLINE_API_VERSION;
  kind: 'Spec';
  spec: {
    /** The SpecRef of the document, `<source>:<document>`. */
    ref: string;
    /** Entity ref of who answers for the document. */
    owner: string;
    /** Entity refs of what the document specifies. */
    specifies?: string[];
    /** References of the user stories behind the document, such as `jira:PAY-10` or `userstory:default/refunds`. */
    userStories?: string[];
  };
}

/**
 * What asked for a spec or a component, as an entity of the catalog.
 *
 * @public
 */
export interface UserStoryEntityV1alpha1 extends Entity {
  apiVersion: typeof PROOFLINE_API_VERSION;
  kind: 'UserStory';
  spec: {
    /** The reference of the story, such as `jira:PAY-10`; the entity's own ref where it is documented nowhere else. */
    ref: string;
    /** Entity ref of who answers for the story. */
    owner: string;
  };
}

const metadata = {
  type: 'object',
  required: ['name'],
  properties: { name: { type: 'string', minLength: 1 } },
  additionalProperties: true,
} as const;

function kindSchema(
  kind: 'Spec' | 'UserStory',
  description: string,
  specProperties: Record<string, object>,
): Record<string, unknown> {
  return {
    $schema: 'http://json-schema.org/draft-07/schema',
    $id: `${kind}V1alpha1`,
    description,
    type: 'object',
    required: ['apiVersion', 'kind', 'metadata', 'spec'],
    properties: {
      apiVersion: { enum: [PROOFLINE_API_VERSION] },
      kind: { enum: [kind] },
      metadata,
      spec: {
        type: 'object',
        required: ['ref', 'owner'],
        properties: {
          ref: {
            type: 'string',
            minLength: 3,
            description: 'The document, <source>:<document>',
          },
          owner: {
            type: 'string',
            minLength: 1,
            description: 'Entity ref of the owner',
          },
          ...specProperties,
        },
        additionalProperties: true,
      },
    },
    additionalProperties: true,
  };
}

const refs = { type: 'array', items: { type: 'string', minLength: 1 } };

/**
 * JSON schema of the kind `Spec`.
 *
 * @public
 */
export const specEntityV1alpha1Schema = kindSchema(
  'Spec',
  'A document that states what a component must do.',
  { specifies: refs, userStories: refs },
);

/**
 * JSON schema of the kind `UserStory`.
 *
 * @public
 */
export const userStoryEntityV1alpha1Schema = kindSchema(
  'UserStory',
  'What asked for a spec or a component.',
  {},
);
