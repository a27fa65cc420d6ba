import { mockServices } from '@backstage/backend-test-utils';
import { readRoots } from './roots';

function read(localFiles?: object) {
  return readRoots(
    mockServices.rootConfig({
      data: localFiles ? { specCoverage: { sources: { localFiles } } } : {},
    }),
    '/project',
  );
}

describe('readRoots', () => {
  it('finds nothing where nothing is configured', () => {
    expect(read()).toBeUndefined();
  });

  it('starts relative paths at the project, and names roots', () => {
    expect(
      read({
        roots: [
          './examples/specs',
          '/elsewhere/claims/',
          { path: 'docs/specs', name: 'proofline' },
          { path: '../other' },
        ],
      }),
    ).toEqual([
      { name: 'specs', path: '/project/examples/specs' },
      { name: 'claims', path: '/elsewhere/claims' },
      { name: 'proofline', path: '/project/docs/specs' },
      { name: 'other', path: '/other' },
    ]);
  });

  it.each([
    [{}, 'specCoverage.sources.localFiles.roots must list'],
    [{ roots: [] }, 'must list at least one folder'],
    [{ roots: ['a', ''] }, 'roots[1] names no folder'],
    [{ roots: [{ name: 'a' }] }, 'roots[0] names no folder'],
    [{ roots: [{ path: 'a', name: 1 }] }, 'roots[0].name must be a text'],
    [{ roots: [{ path: 'a', name: 'a/b' }] }, "'a/b' cannot be the name"],
    [{ roots: [{ path: 'a', name: '.a' }] }, "'.a' cannot be the name"],
    [{ roots: ['/'] }, 'cannot be the name of a root'],
    [
      { roots: ['examples/specs', 'docs/specs'] },
      "'/project/examples/specs' and '/project/docs/specs' have the same name 'specs'",
    ],
  ])('refuses %j', (config, words) => {
    expect(() => read(config)).toThrow(words);
  });
});
