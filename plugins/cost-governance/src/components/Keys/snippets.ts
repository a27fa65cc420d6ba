import type { Gateway } from '@proofline/backstage-plugin-cost-governance-common';

type Vendor = Gateway['vendors'][number]['vendor'];

/** What people call the vendors. */
export const VENDOR_NAMES: Record<Vendor, string> = {
  openai: 'OpenAI',
  anthropic: 'Anthropic',
};

/**
 * The variables from which the SDKs of the vendors take their base URL and key.
 *
 * Sources: https://github.com/openai/openai-node and https://github.com/anthropics/anthropic-sdk-typescript, the options `baseURL` and
 * `apiKey` of the clients.
 */
const VARIABLES: Record<Vendor, { baseUrl: string; key: string }> = {
  openai: { baseUrl: 'OPENAI_BASE_URL', key: 'OPENAI_API_KEY' },
  anthropic: { baseUrl: 'ANTHROPIC_BASE_URL', key: 'ANTHROPIC_API_KEY' },
};

/**
 * What is put into the environment of a program, so that the SDK of a vendor calls the gateway with a virtual key.
 *
 * @internal
 */
export function environmentFor(
  { baseUrl, vendor }: Gateway['vendors'][number],
  key: string,
): string {
  const variables = VARIABLES[vendor];
  return `export ${variables.baseUrl}=${quote(baseUrl)}\nexport ${
    variables.key
  }=${quote(key)}`;
}

/** Quotes a value for a POSIX shell. */
function quote(value: string): string {
  return `'${value.replace(/'/g, `'\\''`)}'`;
}
