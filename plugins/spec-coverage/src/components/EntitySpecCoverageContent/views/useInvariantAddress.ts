import { useEffect, useState } from 'react';
import {
  INVARIANT_STATES,
  type InvariantQuery,
  type InvariantState,
} from '@proofline/backstage-plugin-spec-coverage-common';
import { useLocation, useSearchParams } from 'react-router-dom';
import useDebounce from 'react-use/esm/useDebounce';

/** How long a person has to pause while typing before the backend is asked, in ms. */
const PAUSE_MS = 250;

/** What invariants can be sorted by. */
export type InvariantSort = NonNullable<InvariantQuery['sort']>;

type Order = NonNullable<InvariantQuery['order']>;

/** What invariants can be sorted by, in the order of the columns. */
export const INVARIANT_SORTS: readonly InvariantSort[] = [
  'state',
  'key',
  'story',
  'spec',
  'settledAt',
];

const DEFAULT_SORT: InvariantSort = 'spec';

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
  sort: InvariantSort;
  order: Order;
  cursor: string | undefined;
  /**
   * Cursors of the pages before this one, the first page having none; `undefined` where the page was opened by its address and nothing is
   * known of those before it.
   */
  before: Array<string | undefined> | undefined;
  /** References of the invariants that are opened. */
  open: string[];
  setSearch(text: string): void;
  toggleState(state: InvariantState): void;
  /** Sorts by something else, or the other way round by the same. */
  setSort(sort: InvariantSort): void;
  /** Goes on to the page that begins at a cursor. */
  goOn(cursor: string): void;
  goBack(): void;
  goToFirst(): void;
  toggleOpen(ref: string): void;
}

/** What newest things are sorted by begins with the newest. */
export function firstOrderOf(sort: InvariantSort): Order {
  return sort === 'settledAt' ? 'desc' : 'asc';
}

/**
 * Reads and changes the part of the address that selects invariants.
 *
 * @internal
 */
export function useInvariantAddress(): InvariantAddress {
  const [parameters, setParameters] = useSearchParams();
  const { state: known } = useLocation();
  const search = parameters.get('search') ?? '';
  const [typed, setTyped] = useState(search);
  useEffect(() => setTyped(search), [search]);
  const states = INVARIANT_STATES.filter(state =>
    parameters.getAll('state').includes(state),
  );
  const sort =
    INVARIANT_SORTS.find(each => each === parameters.get('sort')) ??
    DEFAULT_SORT;
  const order =
    (['asc', 'desc'] as const).find(each => each === parameters.get('order')) ??
    firstOrderOf(sort);
  const cursor = parameters.get('cursor') ?? undefined;
  const before = cursor === undefined ? [] : cursorsOf(known);
  const open = parameters.getAll('open');

  /** Whatever is selected anew begins with the first page. */
  const change = (
    edit: (next: URLSearchParams) => void,
    options: { replace?: boolean; state?: { before?: unknown } } = {},
  ) =>
    setParameters(
      previous => {
        const next = new URLSearchParams(previous);
        next.delete('cursor');
        edit(next);
        return next;
      },
      { preventScrollReset: true, ...options },
    );

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
    order,
    cursor,
    before,
    open,
    setSearch: setTyped,
    toggleState: state =>
      change(next =>
        setAll(
          next,
          'state',
          INVARIANT_STATES.filter(
            each => states.includes(each) !== (each === state),
          ),
        ),
      ),
    setSort: value =>
      change(next => {
        const isSame = value === sort;
        const wanted = isSame ? opposite(order) : firstOrderOf(value);
        setOrDelete(next, 'sort', value === DEFAULT_SORT ? undefined : value);
        setOrDelete(
          next,
          'order',
          wanted === firstOrderOf(value) ? undefined : wanted,
        );
      }),
    goOn: nextCursor =>
      change(next => next.set('cursor', nextCursor), {
        state: { before: before && [...before, cursor ?? null] },
      }),
    goBack: () =>
      change(next => setOrDelete(next, 'cursor', before?.at(-1)), {
        state: { before: before?.slice(0, -1) },
      }),
    goToFirst: () => change(() => {}),
    toggleOpen: ref =>
      // What is opened is a part of the page, not another page to go back from.
      change(
        next => {
          setOrDelete(next, 'cursor', cursor);
          setAll(
            next,
            'open',
            open.includes(ref)
              ? open.filter(each => each !== ref)
              : [...open, ref],
          );
        },
        { replace: true, state: known },
      ),
  };
}

/** What the history of the browser remembers of a page. It is kept over a reload, and may have been written by an older version. */
function cursorsOf(known: unknown): Array<string | undefined> | undefined {
  const before = (known as { before?: unknown } | null)?.before;
  return Array.isArray(before)
    ? before.map(cursor => (typeof cursor === 'string' ? cursor : undefined))
    : undefined;
}

function opposite(order: Order): Order {
  return order === 'asc' ? 'desc' : 'asc';
}

function setOrDelete(
  parameters: URLSearchParams,
  name: string,
  value: string | undefined,
) {
  if (value) {
    parameters.set(name, value);
  } else {
    parameters.delete(name);
  }
}

function setAll(parameters: URLSearchParams, name: string, values: string[]) {
  parameters.delete(name);
  values.forEach(value => parameters.append(name, value));
}
