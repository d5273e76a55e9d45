import { describe, expect, test } from 'vitest';
import { createTrustedAddresses, isAddressRange, LOOPBACK } from '#server/auth/trusted-addresses.ts';

describe('trusted addresses', () => {
  const trusted = createTrustedAddresses(['127.0.0.1', '10.1.0.0/16', '2001:db8::/32', 'fe80::1']);

  test.each(['127.0.0.1', '::ffff:127.0.0.1', '::FFFF:10.1.2.3', '10.1.255.255', '2001:db8:ffff::1', 'fe80::1%eth0'])(
    'hold %s',
    (address) => {
      expect(trusted.has(address)).toBe(true);
    },
  );

  test.each(['127.0.0.2', '10.2.0.1', '::1', '2001:db9::1', 'fe80::2', '', 'localhost', '10.1.2.3:80', '10.1.2.3, 127.0.0.1'])(
    'do not hold "%s"',
    (address) => {
      expect(trusted.has(address)).toBe(false);
    },
  );

  test('do not hold a peer that is gone already', () => {
    expect(trusted.has(undefined)).toBe(false);
  });

  test('are this machine by either protocol when nothing else is said', () => {
    const here = createTrustedAddresses(LOOPBACK);
    expect(['127.0.0.1', '127.9.9.9', '::1', '128.0.0.1', '::2'].map((address) => here.has(address))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  test.each([
    '0.0.0.0/0',
    '::/0',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0/8',
    '10.0.0.0/8/8',
    '10.0.0.0/-1',
    '::1/129',
    'proxy.example',
    '',
  ])('are not told by "%s"', (text) => {
    expect(isAddressRange(text)).toBe(false);
  });

  test.each(['10.0.0.5', '10.0.0.0/8', '::1', '2001:db8::/32'])('are told by "%s"', (text) => {
    expect(isAddressRange(text)).toBe(true);
  });
});
