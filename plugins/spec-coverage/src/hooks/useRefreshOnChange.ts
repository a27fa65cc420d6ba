import { useEffect, useRef } from 'react';

/**
 * Calls `refresh` when the text is another one than at the last render.
 *
 * @internal
 */
export function useRefreshOnChange(text: string, refresh: () => void) {
  const last = useRef(text);
  useEffect(() => {
    if (last.current !== text) {
      last.current = text;
      refresh();
    }
  }, [text, refresh]);
}
