import { cloneElement, type ReactElement, useEffect } from 'react';

/** Size of all charts in tests, in px. jsdom lays nothing out, and a chart without a size is not drawn. */
const SIZE = { width: 800, height: 300 };

function ResponsiveContainer(props: {
  children: ReactElement;
  onResize?: (width: number, height: number) => void;
}) {
  const { children, onResize } = props;
  useEffect(() => onResize?.(SIZE.width, SIZE.height), [onResize]);
  return cloneElement(children, SIZE);
}

/**
 * The real recharts with charts of one size, for `jest.mock`.
 *
 * @public
 */
export function rechartsOfOneSize(): object {
  return { ...jest.requireActual('recharts'), ResponsiveContainer };
}
