import { type BlockList as AddressList, BlockList, isIP } from 'node:net';
import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';

/**
 * Addresses at which clouds hand out credentials or settings to whoever asks from inside. No vendor of specs is there. With
 * 0.0.0.0/8 and `::`, which lead to the machine itself.
 */
const METADATA_SUBNETS_V4: Array<[string, number]> = [
  // Link-local (RFC 3927): Amazon, Azure, Google and most others.
  ['169.254.0.0', 16],
  // Alibaba, Oracle, and the host agent of Azure.
  ['100.100.100.200', 32],
  ['192.0.0.192', 32],
  ['168.63.129.16', 32],
  ['0.0.0.0', 8],
];
const METADATA_SUBNETS_V6: Array<[string, number]> = [
  // Link-local (RFC 4291).
  ['fe80::', 10],
  // Amazon's instance metadata and its agent for pods; Google's metadata server.
  ['fd00:ec2::', 32],
  ['fd20:ce::254', 128],
  ['::', 128],
];

/** An IPv4 address behind one of these is reached through a gateway to IPv4 (RFC 6052). Mapped ones `BlockList` knows. */
const NAT64_PREFIX = '64:ff9b::';

const METADATA_ADDRESSES = metadataAddresses();

function metadataAddresses(): AddressList {
  const list = new BlockList();
  for (const [net, prefix] of METADATA_SUBNETS_V4) {
    list.addSubnet(net, prefix, 'ipv4');
    list.addSubnet(`${NAT64_PREFIX}${net}`, 96 + prefix, 'ipv6');
  }
  for (const [net, prefix] of METADATA_SUBNETS_V6) {
    list.addSubnet(net, prefix, 'ipv6');
  }
  return list;
}

/** Names of such addresses, which need not be looked up. */
const METADATA_NAMES = new Set([
  'metadata',
  'metadata.google.internal',
  'metadata.goog',
  'instance-data',
]);

/**
 * Why no request may go to a host, before its name is looked up.
 *
 * @param hostname - as `URL` gives it
 * @returns undefined when nothing speaks against it
 * @internal
 */
export function whyForbiddenHost(hostname: string): string | undefined {
  const host = hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
  return METADATA_NAMES.has(host) || isForbiddenAddress(host)
    ? `'${host}' is an address of the machine's cloud, which hands out credentials`
    : undefined;
}

function isForbiddenAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) {
    return false;
  }
  return METADATA_ADDRESSES.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/**
 * Looks up a name as the system does, and fails when any of its addresses is forbidden: a name can lead anywhere, and
 * elsewhere a moment later.
 *
 * @internal
 */
export const guardedLookup: LookupFunction = (hostname, options, callback) => {
  systemLookup(hostname, { ...options, all: true }, (error, found) => {
    if (error) {
      callback(error, '', 0);
      return;
    }
    const addresses: LookupAddress[] = found;
    if (addresses.some(({ address }) => isForbiddenAddress(address))) {
      callback(
        new Error(
          `'${hostname}' leads to an address of the machine's cloud, which hands out credentials`,
        ),
        '',
        0,
      );
      return;
    }
    if (options.all) {
      callback(null, addresses);
    } else {
      callback(null, addresses[0].address, addresses[0].family);
    }
  });
};
