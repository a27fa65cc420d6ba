import type { SampleSpec } from '@proofline/backstage-plugin-spec-coverage-node/testUtils';

/** The vendors of a burst. */
export const VENDOR_NAMES = [
  'jira data center',
  'confluence cloud',
  'google-docs',
  'github',
] as const;

export type BurstVendorName = (typeof VENDOR_NAMES)[number];

const SOURCES: Record<BurstVendorName, string> = {
  'jira data center': 'jira',
  'confluence cloud': 'confluence',
  'google-docs': 'google-docs',
  github: 'github',
};

/** The id of a vendor's source. */
export function sourceOf(vendor: BurstVendorName): string {
  return SOURCES[vendor];
}

/** The name of the nth document of a vendor. */
export function documentOf(vendor: BurstVendorName, index: number): string {
  switch (vendor) {
    case 'jira data center':
      return `PAY-${index + 1}`;
    case 'confluence cloud':
      return String(983_041 + index);
    case 'google-docs':
      return `document-number-${index}`;
    default:
      // Teams have repositories of their own.
      return `acme/service-${Math.floor(index / 20)}/docs/spec-${index}.md`;
  }
}

/** How many documents each vendor has, as the parent process says. */
export function readDocumentCount(env: NodeJS.ProcessEnv): number {
  return Number(env.BURST_DOCUMENTS ?? 50);
}

/** The nth version of a document: words and a claim that no other version has. */
export function versionOf(document: string, version: number): SampleSpec {
  return {
    title: `Spec ${document}`,
    prose: [
      `Version ${version} of what ${document.length} characters name.`,
      'A withdrawal never makes the balance negative, and fees are rounded down to the cent.',
    ],
    claims: [
      {
        key: 'BURST-1',
        text: 'holds',
        language: 'burst',
        body: `(version ${version})`,
      },
    ],
  };
}
