import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { VENDOR_IDS, type VendorId } from './endpoints';

const ROOT = 'costGovernance.llm.gateway';

const DEFAULT_BASE_URLS: Record<VendorId, string> = {
  openai: 'https://api.openai.com',
  anthropic: 'https://api.anthropic.com',
};

/** Anthropic takes requests of up to 32 MB, https://docs.anthropic.com/en/api/errors; no vendor takes more at these endpoints. */
const DEFAULT_MAX_REQUEST_BYTES = 32 * 1024 * 1024;

/** Of requests with images and documents, the body is in memory as a whole. */
const MOST_MAX_REQUEST_BYTES = 512 * 1024 * 1024;

/** More output than any model gives. */
const MOST_OUTPUT_TOKENS = 10_000_000;

/** A vendor whose API calls are passed on to. */
export interface UpstreamConfig {
  /** Without a slash at the end. */
  baseUrl: string;
  /** The key that the vendor gave the portal. No caller ever sees it. */
  apiKey: string;
  /** What is reserved for output where a request sets no maximum. */
  defaultMaxOutputTokens: number;
}

/** The configuration of the gateway, with defaults in place. */
export interface GatewayConfig {
  vendors: Partial<Record<VendorId, UpstreamConfig>>;
  maxRequestBytes: number;
}

/** The key of the configuration that a vendor takes. */
export function keyOf(vendor: VendorId): string {
  return `${ROOT}.${vendor}.apiKey`;
}

/**
 * Reads the configuration of the gateway.
 *
 * @param config - `costGovernance.llm.gateway`
 * @throws InputError that names the key that is wrong
 */
export function readGatewayConfig(config: Config | undefined): GatewayConfig {
  const vendors: GatewayConfig['vendors'] = {};
  for (const vendor of VENDOR_IDS) {
    const upstream = config?.getOptionalConfig(vendor);
    if (upstream) {
      vendors[vendor] = readUpstream(vendor, upstream);
    }
  }
  return {
    vendors,
    maxRequestBytes: readWhole(
      config,
      'maxRequestBytes',
      `${ROOT}.maxRequestBytes`,
      DEFAULT_MAX_REQUEST_BYTES,
      MOST_MAX_REQUEST_BYTES,
    ),
  };
}

function readUpstream(vendor: VendorId, config: Config): UpstreamConfig {
  const at = `${ROOT}.${vendor}`;
  const apiKey = config.getString('apiKey');
  // It goes into a header.
  if (!/^[\x21-\x7e]+$/.test(apiKey)) {
    throw new InputError(
      `${at}.apiKey has a character in it that no key has, such as a space or a line break`,
    );
  }
  const baseUrl =
    config.getOptionalString('baseUrl') ?? DEFAULT_BASE_URLS[vendor];
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (
    !url ||
    !/^https?:$/.test(url.protocol) ||
    url.username ||
    url.password ||
    url.search ||
    url.hash
  ) {
    // It may have a password in it, and so is not repeated.
    throw new InputError(
      `${at}.baseUrl is not an address such as ${DEFAULT_BASE_URLS[vendor]}, without user, query and fragment`,
    );
  }
  return {
    baseUrl: baseUrl.replace(/\/+$/, ''),
    apiKey,
    defaultMaxOutputTokens: readWhole(
      config,
      'defaultMaxOutputTokens',
      `${at}.defaultMaxOutputTokens`,
      4_096,
      MOST_OUTPUT_TOKENS,
    ),
  };
}

function readWhole(
  config: Config | undefined,
  key: string,
  at: string,
  byDefault: number,
  max: number,
): number {
  const value = config?.getOptionalNumber(key) ?? byDefault;
  if (!Number.isInteger(value) || value < 1 || value > max) {
    throw new InputError(`${at} is ${value}: give a whole number up to ${max}`);
  }
  return value;
}
