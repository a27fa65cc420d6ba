import { useEffect, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';

/**
 * Tells which entities the catalog has, for those who look. A document that a folder or glob names has none, and a link to its page would
 * lead nowhere. What is not known yet counts as not there.
 *
 * @internal
 */
export function useKnownEntities(
  entityRefs: readonly string[],
): (entityRef: string) => boolean {
  const catalog = useApi(catalogApiRef);
  const [known, setKnown] = useState<ReadonlyMap<string, boolean>>(new Map());
  const asked = JSON.stringify(entityRefs.filter(ref => !known.has(ref)));
  useEffect(() => {
    const refs: string[] = JSON.parse(asked);
    if (refs.length === 0) {
      return undefined;
    }
    let isCurrent = true;
    catalog
      .getEntitiesByRefs({
        entityRefs: refs,
        fields: ['kind', 'metadata.name', 'metadata.namespace'],
      })
      .then(
        ({ items }) =>
          isCurrent &&
          setKnown(
            before =>
              new Map([
                ...before,
                ...refs.map((ref, index): [string, boolean] => [
                  ref,
                  items[index] !== undefined,
                ]),
              ]),
          ),
        () => {
          // Only links are lost. What they would lead to is found by search as well.
        },
      );
    return () => {
      isCurrent = false;
    };
  }, [asked, catalog]);
  return ref => known.get(ref) ?? false;
}
