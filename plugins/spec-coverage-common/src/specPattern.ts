/**
 * Whether a reference, or the part of it after the colon, names a folder or a glob and so stands for many documents: it
 * ends with a slash, as `github:acme/payments/docs/specs/`, or has an asterisk, as `github:acme/payments/docs/*.md`.
 *
 * @public
 */
export function isSpecPattern(ref: string): boolean {
  return ref.endsWith('/') || ref.includes('*');
}
