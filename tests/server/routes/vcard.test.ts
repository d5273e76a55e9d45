import { expect, test } from 'vitest';
import { toVcard } from '#server/routes/vcard.ts';
import type { StoredPerson } from '#server/store/state-store.ts';

function person(overrides: Partial<StoredPerson['person']>): StoredPerson {
  return {
    id: 'abc',
    source: 'staff',
    itemId: '1',
    photoVersion: null,
    disabled: false,
    groupsTold: true,
    person: {
      kind: 'person',
      uid: 'ada',
      name: 'Ada Lovelace',
      otherNames: [],
      emails: ['ada@example.com'],
      phones: [{ kind: 'mobile', number: '+44 20 7946 0958' }],
      skills: [],
      languages: [],
      key: 'uid=ada',
      principals: ['user:ada'],
      ...overrides,
    },
  };
}

const lines = (stored: StoredPerson, photo?: Uint8Array) => toVcard(stored, { photo }).split('\r\n');

test('escapes what has a meaning in vCard, so a name cannot add a property', () => {
  const card = lines(person({ name: 'A;b,c\\d\nTEL:666' }));
  expect(card).toContain('FN:A\\;b\\,c\\\\d\\nTEL:666');
  expect(card.filter((line) => line.startsWith('TEL'))).toHaveLength(1);
});

test('folds lines at 75 octets without cutting a character', () => {
  const name = 'ł'.repeat(200);
  const card = toVcard(person({ name }), { photo: undefined });
  expect(card.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  expect(card.replaceAll('\r\n ', '')).toContain(`FN:${name}\r\n`);
});

test('carries the photo as data', () => {
  expect(lines(person({}), new Uint8Array([0xff, 0xd8]))).toContain('PHOTO:data:image/jpeg;base64,/9g=');
});
