import { useEffect, useRef } from 'react';
import type { LiveResult } from '../live';

/**
 * Keeps the answer to the question before on the screen while that to a new one is on its way, so that a page does not collapse and
 * jump whenever a filter is changed. An answer that does not come is not covered up.
 *
 * @internal
 */
export function useSteady<T>(result: LiveResult<T>): LiveResult<T> & {
  /** What is there is the answer to the question before. */
  isPrevious: boolean;
} {
  const last = useRef<T>();
  const { data, error } = result;
  useEffect(() => {
    if (data !== undefined) {
      last.current = data;
    }
  }, [data]);
  if (data !== undefined || error) {
    return { ...result, isPrevious: false };
  }
  return {
    ...result,
    data: last.current,
    isPrevious: last.current !== undefined,
  };
}
