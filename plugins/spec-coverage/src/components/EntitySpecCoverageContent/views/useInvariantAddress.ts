import { useEffect, useState } from 'react';
import {
  INVARIANT_STATES,
  type InvariantQuery,
  type InvariantState,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { useSearchParams } from 'react-router-dom';
import useDebounce from 'react-use/esm/useDebounce';

/** How long a person has to pause while typing before the backend is asked, in ms. */
const PAUSE_MS = 250;

type Sort = NonNullable<InvariantQuery['sort']>;

const SORTS: readonly Sort[] = ['spec', 'state', 'key', 'story', 'settledAt'];

/**
 * What of the invariants is selected, as it stands in the address. Anything that cannot be in it counts as not selected.
 *
 * @internal
 */
export interface InvariantAddress {
  search: string;
  /** What stands in the search field; the search follows it. */
  typed: string;
  states: InvariantState[];
  sort: Sort;
  cursor: string | undefined;
  setSearch(text: string): void;
  toggleState(state: InvariantState): void;
  setSort(sort: Sort): void;
  setCursor(cursor: string | undefined): void;
}

/**
 * Reads and changes the part of the address that selects invariants.
 *
 * @internal
 */
export function useInvariantAddress(): InvariantAddress {
  const [parameters, setParameters] = useSearchParams();
  const search = parameters.get('search') ?? '';
  const [typed, setTyped] = useState(search);
  useEffect(() => setTyped(search), [search]);
  const states = parameters
    .getAll('state')
    .filter((state): state is InvariantState =>
      INVARIANT_STATES.includes(state as InvariantState),
    );
  const sort =
    SORTS.find(candidate => candidate === parameters.get('sort')) ?? 'spec';

  /** Whatever is selected anew begins with the first page. */
  const change = (
    edit: (next: URLSearchParams) => void,
    options: { replace?: boolean } = {},
  ) => {
    setParameters(previous => {
      const next = new URLSearchParams(previous);
      next.delete('cursor');
      edit(next);
      return next;
    }, options);
  };
  const setOrDelete = (
    next: URLSearchParams,
    name: string,
    value: string | undefined,
  ) => (value ? next.set(name, value) : next.delete(name));

  useDebounce(
    () => {
      if (typed !== search) {
        change(next => setOrDelete(next, 'search', typed), { replace: true });
      }
    },
    PAUSE_MS,
    [typed],
  );
  return {
    search,
    typed,
    states,
    sort,
    cursor: parameters.get('cursor') ?? undefined,
    setSearch: setTyped,
    toggleState: state =>
      change(next => {
        next.delete('state');
        INVARIANT_STATES.filter(
          each => states.includes(each) !== (each === state),
        ).forEach(each => next.append('state', each));
      }),
    setSort: value =>
      change(next =>
        setOrDelete(next, 'sort', value === 'spec' ? undefined : value),
      ),
    setCursor: cursor => change(next => setOrDelete(next, 'cursor', cursor)),
  };
}
