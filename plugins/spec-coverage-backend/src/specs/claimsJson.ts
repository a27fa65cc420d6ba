import type {
  CanonicalDocument,
  StatedInvariant,
} from '@proofline/backstage-plugin-spec-coverage-node';

/** A claim as a stored version keeps it: what it says, and not on which line. */
export type StoredClaim = Omit<StatedInvariant, 'line'>;

/** What a document claims, as it is stored with a version. */
export function claimsJson(document: CanonicalDocument): string {
  return JSON.stringify(
    document.invariants.map(
      ({ key, text, story, language, body, problem }): StoredClaim => ({
        key,
        text,
        story,
        language,
        body,
        problem,
      }),
    ),
  );
}
