import { describe, expect, it } from 'vitest';
import { idToRawPath, rawPathAsUtf8, rawPathToId, rawPathToText } from '#indexers/sources/file-tree/path-id.ts';

const raw = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

describe('ids of files', () => {
  it.each([
    ['plain ASCII', 'Minutes/march 2026.md', 'Minutes/march 2026.md'],
    ['a percent sign', '100%.txt', '100%25.txt'],
    ['what looks like an escape', '%41.txt', '%2541.txt'],
    ['UTF-8', raw('Gdańsk/Żuławy.pdf'), 'Gdańsk/Żuławy.pdf'],
    ['four-byte characters', raw('😀.txt'), '😀.txt'],
    ['Latin-1', 'caf\xe9.txt', 'caf%E9.txt'],
    ['an overlong sequence', '\xc0\xaf.txt', '%C0%AF.txt'],
    ['a surrogate', '\xed\xa0\x80.txt', '%ED%A0%80.txt'],
    ['a cut sequence before a good one', `\xe2\x82${raw('é')}`, '%E2%82é'],
    ['a line break', 'two\nlines.txt', 'two%0Alines.txt'],
  ])('write %s so that it comes back byte for byte', (_, bytes, id) => {
    expect(rawPathToId(bytes)).toBe(id);
    expect(idToRawPath(id)).toBe(bytes);
  });

  it('bring back every byte there is', () => {
    for (let first = 1; first < 256; first += 1)
      for (let second = 1; second < 256; second += 1) {
        if (first === 47 || second === 47) continue;
        const name = `a${String.fromCharCode(first, second)}`;
        expect(idToRawPath(rawPathToId(name))).toBe(name);
      }
  });

  it('begin with the id of their folder', () => {
    for (const folder of ['caf\xe9', '50%', raw('Ż')])
      expect(rawPathToId(`${folder}/x`).startsWith(`${rawPathToId(folder)}/`)).toBe(true);
  });

  it.each(['../secret', 'a/../../b', 'a//b', '/etc/passwd', '.', 'a/./b', 'a%00b', 'a/%2E%2E/b'])('refuse %s', (id) => {
    expect(() => idToRawPath(id)).toThrow('not the id of a file');
  });

  it('keep names apart that look the same', () => {
    const [composed, decomposed] = [raw('é'), raw('e\u0301')];
    expect(rawPathToId(composed)).not.toBe(rawPathToId(decomposed));
    expect(rawPathToText(composed)).toBe(rawPathToText(decomposed));
  });

  it('have text for the system only where there is one', () => {
    expect(rawPathAsUtf8(raw('Żuławy'))).toBe('Żuławy');
    expect(rawPathAsUtf8('caf\xe9')).toBeUndefined();
  });
});
