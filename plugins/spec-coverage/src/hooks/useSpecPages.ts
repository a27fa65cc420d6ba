import { specEntityRef } from '@proofline/backstage-plugin-spec-coverage-common';
import { useCoverageHrefOf } from './useCoverageHref';
import { useKnownEntities } from './useKnownEntities';

/**
 * Gives where the page of a spec is; `undefined` for a document that has none in the catalog, and in an app that does not mount entity
 * pages.
 *
 * @param specRefs - those that may be asked for
 * @internal
 */
export function useSpecPages(
  specRefs: readonly string[],
): (specRef: string) => string | undefined {
  const hrefOf = useCoverageHrefOf();
  const isKnown = useKnownEntities([...new Set(specRefs.map(specEntityRef))]);
  return specRef => {
    const entityRef = specEntityRef(specRef);
    return isKnown(entityRef) ? hrefOf(entityRef) : undefined;
  };
}
