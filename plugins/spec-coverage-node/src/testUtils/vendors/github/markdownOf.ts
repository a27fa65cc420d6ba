import { claimCode, type SampleSpec } from '../SampleSpec';

/**
 * A spec as Markdown.
 *
 * @internal
 */
export function markdownOf(spec: SampleSpec): string {
  return [
    `# ${spec.title}`,
    ...spec.prose,
    ...spec.claims.map(
      claim => `\`\`\`${claim.language}\n${claimCode(claim)}\n\`\`\``,
    ),
    '',
  ].join('\n\n');
}
