import { createContext, useContext } from 'react';
import type { InvariantState } from '@proofline/backstage-plugin-spec-coverage-common';
import type { View } from './routes';

/** The address of the tab itself, which those of its views begin with. */
const TabAddress = createContext('');

/**
 * Tells the views where the tab is.
 *
 * @internal
 */
export const TabAddressProvider = TabAddress.Provider;

/**
 * Gives the addresses of the views, for links between them.
 *
 * @internal
 */
export function useViewHrefs(): {
  view(view: View): string;
  story(ref: string): string;
  /** The invariants in some states, of those that match a text. */
  invariants(query: { states?: InvariantState[]; search?: string }): string;
} {
  const tab = useContext(TabAddress);
  const viewHref = (view: View) =>
    // The first view is at the address of the tab itself.
    view === 'overview' ? tab || '/' : `${tab}/${view}`;
  return {
    view: viewHref,
    story: ref => `${viewHref('stories')}/${encodeURIComponent(ref)}`,
    invariants: ({ search, states = [] }) => {
      const parameters = new URLSearchParams(
        states.map(state => ['state', state]),
      );
      if (search) {
        parameters.set('search', search);
      }
      return `${viewHref('invariants')}?${parameters}`;
    },
  };
}
