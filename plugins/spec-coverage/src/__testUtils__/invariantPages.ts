import {
  INVARIANT_STATES,
  type ListedInvariant,
  type Page,
  type Spec,
} from '@proofline/backstage-plugin-spec-coverage-common';

type Key = (invariant: ListedInvariant) => string;

const BY_SPEC: Key = ({ specRef }) => specRef;

const SORT_KEYS: Record<string, Key> = {
  spec: BY_SPEC,
  key: ({ key }) => key,
  story: ({ story = '' }) => story,
  state: ({ state }) => String(INVARIANT_STATES.length - priority(state)),
  settledAt: ({ verdict }) => verdict?.settledAt ?? '',
};

function priority(state: ListedInvariant['state']): number {
  return INVARIANT_STATES.indexOf(state);
}

/** The invariants of specs, as lists show them. */
export function listedInvariants(specs: Spec[]): ListedInvariant[] {
  return specs.flatMap(spec =>
    spec.invariants.map(invariant => ({
      ...invariant,
      ref: `${spec.ref}#${invariant.key}`,
      specRef: spec.ref,
      specTitle: spec.title,
    })),
  );
}

/** A page of invariants, as the backend makes it of a query. The cursor is the index of the first that was not given yet. */
export function invariantPage(
  specs: Spec[],
  query: URLSearchParams,
): Page<ListedInvariant> {
  const states = query.getAll('state');
  const search = (query.get('search') ?? '').toLocaleLowerCase();
  const keyOf = SORT_KEYS[query.get('sort') ?? 'spec'];
  const sign = query.get('order') === 'desc' ? -1 : 1;
  const found = listedInvariants(specs)
    .filter(
      ({ key, ref, specRef, specTitle, state, story = '', text }) =>
        specRef === (query.get('specRef') ?? specRef) &&
        (states.length === 0 || states.includes(state)) &&
        [ref, specTitle, key, text, story].some(each =>
          each.toLocaleLowerCase().includes(search),
        ),
    )
    .sort((a, b) => sign * keyOf(a).localeCompare(keyOf(b)));
  const start = Number(query.get('cursor') ?? 0);
  const end = start + Number(query.get('limit') ?? 50);
  return {
    items: found.slice(start, end),
    nextCursor: end < found.length ? String(end) : undefined,
  };
}
