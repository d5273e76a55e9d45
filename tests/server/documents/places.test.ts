import { expect, test } from 'vitest';
import { uncPath } from '#indexers/sources/smb/address.ts';
import { placesOf } from '#server/documents/places.ts';

test('a share is found by Windows under the name that its address gives', () => {
  expect(uncPath('smb://files.example.com/docs/Old%20files')).toBe('\\\\files.example.com\\docs\\Old files');
  expect(uncPath('smb://files/docs')).toBe('\\\\files\\docs');
  // Such a path cannot name a port.
  expect(uncPath('smb://files:1445/docs')).toBeUndefined();
});

test('a path is told only where the source says how people reach it', () => {
  expect(placesOf('A/b.pdf', { windows: 'G:\\', posix: '/srv/' })).toEqual({ windows: 'G:\\A\\b.pdf', posix: '/srv/A/b.pdf' });
  expect(placesOf('A/b.pdf', undefined)).toEqual({ windows: null, posix: null });
});
