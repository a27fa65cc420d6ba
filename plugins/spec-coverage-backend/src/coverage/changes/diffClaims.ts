import type {
  InvariantChange,
  StatedClaim,
} from '@proofline/backstage-plugin-spec-coverage-common';
import type { StoredClaim } from '../../specs/claimsJson';

const PARTS = ['text', 'body', 'language', 'story', 'problem'] as const;

/**
 * Which invariants changed, came or went: those of the newer version in their order, and then those that went.
 *
 * @param before - nothing where no version was proven: all invariants have come then
 */
export function diffClaims(
  before: readonly StoredClaim[],
  after: readonly StoredClaim[],
): InvariantChange[] {
  const old = new Map(before.map(claim => [claim.key, claim]));
  const changes: InvariantChange[] = [];
  for (const claim of after) {
    const previous = old.get(claim.key);
    old.delete(claim.key);
    const parts = previous
      ? PARTS.filter(part => previous[part] !== claim[part])
      : [];
    if (!previous) {
      changes.push({
        key: claim.key,
        change: 'added',
        parts: [],
        after: toStated(claim),
      });
    } else if (parts.length > 0) {
      changes.push({
        key: claim.key,
        change: 'changed',
        parts,
        before: toStated(previous),
        after: toStated(claim),
      });
    }
  }
  for (const claim of old.values()) {
    changes.push({
      key: claim.key,
      change: 'removed',
      parts: [],
      before: toStated(claim),
    });
  }
  return changes;
}

function toStated(claim: StoredClaim): StatedClaim {
  const { text, language, body, story, problem } = claim;
  return { text, language, body, story, problem };
}
