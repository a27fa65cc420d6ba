import { useEffect, useState } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { useApiHolder } from '@backstage/frontend-plugin-api';
import {
  entityPresentationApiRef,
  entityPresentationSnapshot,
} from '@backstage/plugin-catalog-react';
import { isEntityRef } from './isEntityRef';

/**
 * Gives what people call entities: `Payments` and not `group:default/payments`. Until the catalog has answered, and for what it does not
 * know, that is the name in the reference. As text, for places where a component of its own cannot stand: options, tables, files.
 *
 * @public
 */
export function useEntityNames(
  entityRefs: readonly string[],
): (entityRef: string) => string {
  const presentation = useApiHolder().get(entityPresentationApiRef);
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const asked = JSON.stringify(entityRefs);
  useEffect(() => {
    if (!presentation) {
      return undefined;
    }
    let isCurrent = true;
    const refs = (JSON.parse(asked) as string[]).filter(isEntityRef);
    Promise.all(
      refs.map(async (ref): Promise<[string, string]> => {
        const { primaryTitle } = await presentation.forEntity(
          ref,
          contextOf(ref),
        ).promise;
        return [ref, primaryTitle];
      }),
    ).then(
      found => isCurrent && setNames(known => new Map([...known, ...found])),
      () => {
        // A name that could not be looked up is no reason to show nothing: the reference has one, too.
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [asked, presentation]);
  return ref =>
    names.get(ref) ??
    (isEntityRef(ref)
      ? entityPresentationSnapshot(ref, contextOf(ref), presentation)
          .primaryTitle
      : ref);
}

/** The kind stands beside each name, as a heading or label, and need not be part of it. */
function contextOf(ref: string): { defaultKind: string } {
  return { defaultKind: parseEntityRef(ref).kind };
}
