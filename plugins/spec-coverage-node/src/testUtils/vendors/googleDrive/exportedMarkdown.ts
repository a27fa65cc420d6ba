import { randomBytes } from 'node:crypto';
import { claimCode, type SampleSpec } from '../SampleSpec';

/**
 * A spec as Google Docs exports it: punctuation escaped, Windows line ends, the data of an image at the end, which is another in
 * each export.
 *
 * @internal
 */
export function exportedMarkdown(spec: SampleSpec): string {
  return [
    ...spec.prose.map(text => text.replace(/[-.!=+]/g, '\\$&')),
    '![][image1]',
    ...spec.claims.map(
      claim => `\`\`\`${claim.language}\n${claimCode(claim)}\n\`\`\``,
    ),
    `[image1]: <data:image/png;base64,${randomBytes(60).toString('base64')}>`,
    '',
  ]
    .join('\n\n')
    .replace(/\n/g, '\r\n');
}
