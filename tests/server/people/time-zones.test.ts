import { expect, test } from 'vitest';
import { ConfigSchema } from '#server/config/schema.ts';
import { createTimeZones } from '#server/people/time-zones.ts';

const zoneOf = createTimeZones({ configured: { Lisbon: 'Europe/Lisbon', 'Kurfürstendamm 1': 'Europe/Berlin' } });

test.each([
  ['Lisbon', 'Europe/Lisbon'],
  [' lisbon ', 'Europe/Lisbon'],
  ['Lisbon, building 2', 'Europe/Lisbon'],
  ['Kurfürstendamm 1', 'Europe/Berlin'],
  ['Bergen, Norway', 'Europe/Oslo'],
  ['Warszawa, Polska', 'Europe/Warsaw'],
  ['Berlin, Deutschland', 'Europe/Berlin'],
])('"%s" is in %s', (place, zone) => {
  expect(zoneOf(place)).toBe(zone);
});

test.each(['Berlin', 'Paris, TX', 'Wilmington, DE', 'Atlanta, Georgia', 'Austin, United States', 'Portugal', ''])(
  '"%s" is not sure',
  (place) => {
    expect(zoneOf(place)).toBeUndefined();
  },
);

test('a zone that nobody knows is refused in the configuration', () => {
  const withZone = (zone: string) => ConfigSchema.safeParse({ timeZones: { Lisbon: zone } }).success;
  expect([withZone('Europe/Lisbon'), withZone('Europe/Lissabon')]).toEqual([true, false]);
});
