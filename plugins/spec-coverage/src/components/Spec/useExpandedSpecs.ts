import { useCallback, useState } from 'react';
import { useSearchParams } from 'react-router-dom';

const PARAMETER = 'spec';

/**
 * Which specs are open: the one that the URL names (`?spec=files:specs/ledger.md`), or the only one there is. What a
 * person opens goes into the URL, so that it can be shared.
 *
 * @param refs - the SpecRefs on the screen
 * @internal
 */
export function useExpandedSpecs(refs: string[]): {
  /** The spec that the URL named when the page was opened. */
  linked: string | undefined;
  isExpanded: (ref: string) => boolean;
  setExpanded: (ref: string, expanded: boolean) => void;
} {
  const [search, setSearch] = useSearchParams();
  const [linked] = useState(search.get(PARAMETER) ?? undefined);
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(
    new Map(),
  );

  const setExpanded = useCallback(
    (ref: string, expanded: boolean) => {
      setToggled(previous => new Map(previous).set(ref, expanded));
      setSearch(
        previous => {
          const next = new URLSearchParams(previous);
          if (expanded) {
            next.set(PARAMETER, ref);
          } else if (next.get(PARAMETER) === ref) {
            next.delete(PARAMETER);
          }
          return next;
        },
        { replace: true, preventScrollReset: true },
      );
    },
    [setSearch],
  );

  const isExpanded = (ref: string) =>
    toggled.get(ref) ?? (refs.length === 1 || ref === linked);
  return { linked, isExpanded, setExpanded };
}
