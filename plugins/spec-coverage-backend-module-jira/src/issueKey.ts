const KEY = /^[A-Z][A-Z0-9_]{0,254}-[1-9][0-9]{0,18}$/;

/** Whether a value is the key of an issue, such as `PAY-142`. */
export function isIssueKey(value: unknown): value is string {
  return typeof value === 'string' && value.length < 300 && KEY.test(value);
}
