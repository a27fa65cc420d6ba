import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { CoverageFilter } from '@proofline/backstage-plugin-spec-coverage-common';
import { useLocation, useSearchParams } from 'react-router-dom';
import { SPEC_STATES } from '../states';

/** What coverage can be grouped by on the page, in the order in which it is offered. */
export const GROUPINGS = [
  'system',
  'owner',
  'component',
  'repository',
  'source',
] as const;

/** What coverage is grouped by. */
export type Grouping = (typeof GROUPINGS)[number];

/** What one can filter by, in the order in which it is offered. */
export const FILTERS = ['owner', 'system', 'source', 'state'] as const;

/** A filter, as the address names it. */
export type FilterName = (typeof FILTERS)[number];

/** The longest name of a source that the backend takes. */
const MAX_SOURCE_LENGTH = 63;

/**
 * What is selected on the page, as it stands in the address. Anything that cannot be in it counts as not selected.
 *
 * @internal
 */
export interface PortalAddress {
  filter: CoverageFilter;
  isFiltered: boolean;
  by: Grouping;
  setFilter(name: FilterName, value: string | undefined): void;
  clearFilters(): void;
  setBy(by: Grouping): void;
  /** The address of this page with nothing but one more filter changed. */
  hrefWith(name: FilterName, value: string): string;
}

/**
 * Reads and changes the part of the address that says what is counted, and how it is grouped.
 *
 * @internal
 */
export function usePortalAddress(): PortalAddress {
  const { pathname } = useLocation();
  const [parameters, setParameters] = useSearchParams();
  const filter = readFilter(parameters);
  const change = (edit: (next: URLSearchParams) => void) =>
    setParameters(
      previous => {
        const next = new URLSearchParams(previous);
        edit(next);
        return next;
      },
      { preventScrollReset: true },
    );
  return {
    filter,
    isFiltered: FILTERS.some(name => filter[name] !== undefined),
    by: GROUPINGS.find(each => each === parameters.get('by')) ?? GROUPINGS[0],
    setFilter: (name, value) =>
      change(next =>
        value === undefined ? next.delete(name) : next.set(name, value),
      ),
    clearFilters: () =>
      change(next => FILTERS.forEach(name => next.delete(name))),
    setBy: by =>
      change(next =>
        by === GROUPINGS[0] ? next.delete('by') : next.set('by', by),
      ),
    hrefWith: (name, value) => {
      const next = new URLSearchParams(parameters);
      next.delete('by');
      next.set(name, value);
      return `${pathname}?${next}`;
    },
  };
}

function readFilter(parameters: URLSearchParams): CoverageFilter {
  const source = parameters.get('source') ?? '';
  return {
    owner: readRef(parameters.get('owner'), 'group'),
    system: readRef(parameters.get('system'), 'system'),
    source:
      source === '' || source.length > MAX_SOURCE_LENGTH ? undefined : source,
    state: SPEC_STATES.find(state => state === parameters.get('state')),
  };
}

/** Reads an entity ref into the one form in which refs are compared. */
function readRef(text: string | null, defaultKind: string): string | undefined {
  try {
    return text === null
      ? undefined
      : stringifyEntityRef(parseEntityRef(text, { defaultKind }));
  } catch {
    return undefined;
  }
}
