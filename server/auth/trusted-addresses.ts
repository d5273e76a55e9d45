import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** Addresses whose word is believed: one by one or as ranges (CIDR, RFC 4632 and RFC 4291 §2.3). */
export interface TrustedAddresses {
  has(address: string | undefined): boolean;
}

/** This machine, by either protocol. */
export const LOOPBACK = ['127.0.0.0/8', '::1/128'] as const;

export function createTrustedAddresses(ranges: readonly string[]): TrustedAddresses {
  const list = new BlockList();
  for (const text of ranges) {
    const range = parseRange(text);
    if (range === undefined) throw new TypeError(`"${text}" is not an address or a range of addresses`);
    list.addSubnet(range.address, range.prefix, range.family);
  }
  return {
    has(address) {
      const plain = plainAddress(address ?? '');
      if (isIPv4(plain)) return list.check(plain, 'ipv4');
      return isIPv6(plain) && list.check(plain, 'ipv6');
    },
  };
}

/** Whether a configuration may name it. A range of everything would make a trusted header anybody's, so it is none. */
export function isAddressRange(text: string): boolean {
  const range = parseRange(text);
  return range !== undefined && range.prefix > 0;
}

function parseRange(text: string): { address: string; prefix: number; family: 'ipv4' | 'ipv6' } | undefined {
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIPv4(address) ? 'ipv4' : isIPv6(address) && !address.includes('%') ? 'ipv6' : undefined;
  if (family === undefined || rest.length > 0) return undefined;
  const longest = family === 'ipv4' ? 32 : 128;
  if (bits === undefined) return { address, prefix: longest, family };
  if (!/^\d{1,3}$/.test(bits) || Number(bits) > longest) return undefined;
  return { address, prefix: Number(bits), family };
}

/** A link-local address carries its interface. An IPv4 peer of a socket that takes both (`::ffff:192.0.2.1`) `BlockList` knows. */
function plainAddress(address: string): string {
  return address.replace(/%.*$/, '');
}
