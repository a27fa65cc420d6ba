/*
 * The addresses below the Coverage tab. They are public: links to them are shared.
 */

/** The views of the tab, in the order in which they are offered. */
export const VIEWS = [
  'overview',
  'stories',
  'invariants',
  'drift',
  'trends',
] as const;

/** A view of the tab, as its address names it. */
export type View = (typeof VIEWS)[number];
