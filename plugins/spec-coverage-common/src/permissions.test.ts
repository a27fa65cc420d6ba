import { isResourcePermission } from '@backstage/plugin-permission-common';
import {
  RESOURCE_TYPE_SPEC_COVERAGE_SPEC,
  specCoveragePermissions,
} from './permissions';

describe('permissions', () => {
  // Policies of adopters name these.
  it('have the names and actions that policies rely on', () => {
    expect(
      specCoveragePermissions.map(({ name, attributes }) => [
        name,
        attributes.action,
      ]),
    ).toEqual([
      ['specCoverage.spec.read', 'read'],
      ['specCoverage.spec.verify', 'update'],
      ['specCoverage.spec.accept', 'update'],
    ]);
  });

  it('are all about one spec, so that a policy can decide by its conditions', () => {
    for (const permission of specCoveragePermissions) {
      expect(
        isResourcePermission(permission, RESOURCE_TYPE_SPEC_COVERAGE_SPEC),
      ).toBe(true);
    }
  });
});
