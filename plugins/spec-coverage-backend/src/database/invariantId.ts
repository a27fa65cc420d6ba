/**
 * What names an invariant among those of all specs, for maps. A reference has no line end in it.
 *
 * @param row - of `invariants`, or of a table that refers to it
 */
export function invariantId(row: {
  spec_ref: string;
  invariant_key: string;
}): string {
  return `${row.spec_ref}\n${row.invariant_key}`;
}
