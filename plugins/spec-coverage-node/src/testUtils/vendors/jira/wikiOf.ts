import { claimCode, type SampleSpec } from '../SampleSpec';

/**
 * A spec as Jira Data Center keeps it, in wiki markup with Windows line ends.
 *
 * @internal
 */
export function wikiOf(spec: SampleSpec): string {
  return [
    ...spec.prose,
    ...spec.claims.map(
      claim => `{code:${claim.language}}\n${claimCode(claim)}\n{code}`,
    ),
  ]
    .join('\n\n')
    .replace(/\n/g, '\r\n');
}
