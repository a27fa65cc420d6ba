import type { Entity } from '@backstage/catalog-model';
import { isSpecCoverageAvailable } from './isSpecCoverageAvailable';

function entity(kind: string, specs?: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name: 'ledger',
      annotations: specs === undefined ? {} : { 'proofline.io/specs': specs },
    },
  };
}

describe('isSpecCoverageAvailable', () => {
  it.each([
    [entity('Component', 'files:specs/ledger.md'), true],
    [entity('Component', 'ledger.md'), true],
    [entity('Component', ' , '), false],
    [entity('Component'), false],
    [entity('Spec'), true],
    [entity('UserStory'), true],
  ])('looks at annotation and kind (%#)', (subject, available) => {
    expect(isSpecCoverageAvailable(subject)).toBe(available);
  });
});
