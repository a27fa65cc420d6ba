import { type Entity, parseEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import {
  parseSpecRef,
  type SpecEntityV1alpha1,
  type UserStoryEntityV1alpha1,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { whyNotAStory } from '../annotations';
import { isSpecEntity } from '../entities';

/**
 * Checks the references in the fields of a `Spec` or `UserStory` that has the right shape.
 *
 * @throws InputError that names each field with a reference that cannot be read, and says why
 */
export function checkReferences(
  entity: SpecEntityV1alpha1 | UserStoryEntityV1alpha1,
): void {
  const problems = [
    problem('spec.ref', () => parseSpecRef(entity.spec.ref)),
    problem('spec.owner', () => readEntityRef(entity, entity.spec.owner)),
  ];
  if (isSpecEntity(entity)) {
    entity.spec.specifies?.forEach((ref, index) => {
      problems.push(
        problem(`spec.specifies[${index}]`, () => readEntityRef(entity, ref)),
      );
    });
    entity.spec.userStories?.forEach((story, index) => {
      const reason = whyNotAStory(story);
      problems.push(reason && `spec.userStories[${index}]: ${reason}`);
    });
  }
  const found = problems.filter(Boolean);
  if (found.length > 0) {
    throw new InputError(
      `${entity.kind} '${entity.metadata.name}' is not valid: ${found.join(
        '; ',
      )}`,
    );
  }
}

function problem(field: string, read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    return `${field}: ${(error as Error).message}`;
  }
}

function readEntityRef(entity: Entity, ref: string): unknown {
  return parseEntityRef(ref, {
    defaultKind: 'Component',
    defaultNamespace: entity.metadata.namespace,
  });
}
