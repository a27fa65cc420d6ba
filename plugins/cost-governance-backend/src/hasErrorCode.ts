/** Whether an error, or what it was caused by, has one of some codes, as Node.js gives them to errors of connections. */
export function hasErrorCode(
  error: unknown,
  codes: readonly string[],
): boolean {
  const { cause, code } = error as { cause?: unknown; code?: unknown };
  return (
    (typeof code === 'string' && codes.includes(code)) ||
    (typeof cause === 'object' && cause !== null && hasErrorCode(cause, codes))
  );
}
