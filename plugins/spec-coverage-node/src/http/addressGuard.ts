import { type BlockList as AddressList, BlockList, isIP } from 'node:net';
import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';

/**
 * Addresses at which clouds hand out credentials to whoever asks from inside: link-local ones (RFC 3927, RFC 4291), and
 * the ones that Amazon (IPv6), Alibaba and Oracle use beside them. No vendor of specs is there.
 */
const METADATA_ADDRESSES = metadataAddresses();

function metadataAddresses(): AddressList {
  const list = new BlockList();
  list.addSubnet('169.254.0.0', 16, 'ipv4');
  list.addAddress('100.100.100.200', 'ipv4');
  list.addAddress('192.0.0.192', 'ipv4');
  list.addSubnet('0.0.0.0', 8, 'ipv4');
  list.addSubnet('fe80::', 10, 'ipv6');
  list.addAddress('fd00:ec2::254', 'ipv6');
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
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped) {
    return isForbiddenAddress(mapped[1]);
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
