import type { JsonObject } from '@backstage/types';
import { randomUUID } from 'node:crypto';
import { claimCode, type SampleSpec } from './SampleSpec';

/**
 * A spec in the Atlassian Document Format, with new local ids at each call, as the editor makes them.
 *
 * @internal
 */
export function adfOf(spec: SampleSpec): JsonObject {
  return {
    type: 'doc',
    version: 1,
    content: [
      ...spec.prose.map(text => ({
        type: 'paragraph',
        attrs: { localId: randomUUID() },
        content: [{ type: 'text', text }],
      })),
      ...spec.claims.map(claim => ({
        type: 'codeBlock',
        attrs: { language: claim.language, localId: randomUUID() },
        content: [{ type: 'text', text: claimCode(claim) }],
      })),
    ],
  };
}
