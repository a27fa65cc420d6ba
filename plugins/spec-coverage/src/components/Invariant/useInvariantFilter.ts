import { useDeferredValue, useMemo, useState } from 'react';
import type {
  Invariant,
  InvariantState,
} from '@proofline/backstage-plugin-spec-coverage-common';

/** Rows on a page: what a browser shows without effort, and a person without losing the thread. */
export const PAGE_SIZE = 50;

/**
 * The part of a long list of invariants that somebody wants to see.
 *
 * @internal
 */
export interface InvariantFilter<T extends Invariant = Invariant> {
  text: string;
  setText: (text: string) => void;
  /** Only invariants in this state; `undefined` for all. */
  state: InvariantState | undefined;
  setState: (state: InvariantState | undefined) => void;
  reset: () => void;
  /** Number of invariants that match. */
  total: number;
  /** The invariants of the page. */
  page: T[];
  offset: number;
  setOffset: (offset: number) => void;
}

/**
 * Filters invariants by state and text and cuts them into pages. They stay in the order of the document, so that
 * nothing moves away under the eyes while a proof runs.
 *
 * @internal
 */
export function useInvariantFilter<T extends Invariant>(
  invariants: T[],
): InvariantFilter<T> {
  const [text, setText] = useState('');
  const [state, setState] = useState<InvariantState>();
  const [wantedOffset, setOffset] = useState(0);
  const deferredText = useDeferredValue(text);

  const matching = useMemo(() => {
    const words = deferredText
      .toLocaleLowerCase()
      .split(/\s+/)
      .filter(word => word);
    return invariants.filter(
      invariant =>
        (state === undefined || invariant.state === state) &&
        words.every(word => searchable(invariant).includes(word)),
    );
  }, [invariants, state, deferredText]);

  const total = matching.length;
  // A proof can take the last row of the last page away.
  const lastOffset = Math.max(0, Math.ceil(total / PAGE_SIZE) - 1) * PAGE_SIZE;
  const offset = Math.min(wantedOffset, lastOffset);
  return {
    text,
    state,
    total,
    offset,
    setOffset,
    page: matching.slice(offset, offset + PAGE_SIZE),
    setText: value => {
      setText(value);
      setOffset(0);
    },
    setState: value => {
      setState(value);
      setOffset(0);
    },
    reset: () => {
      setText('');
      setState(undefined);
      setOffset(0);
    },
  };
}

function searchable({ key, text, story = '' }: Invariant): string {
  return `${key} ${text} ${story}`.toLocaleLowerCase();
}
