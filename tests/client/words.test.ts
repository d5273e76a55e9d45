import { describe, expect, test } from 'vitest';
import { isoDaysAgo, relativeDate } from '../../client/lib/dates.ts';
import { languageName } from '../../client/lib/language-names.ts';
import { joinMarks } from '../../client/lib/marks.ts';
import { mediaTypeOf } from '../../client/lib/media-types.ts';
import { initials } from '../../client/lib/names.ts';
import { countOf, formatBytes } from '../../client/lib/numbers.ts';
import { withRecent } from '../../client/lib/recent-searches.ts';

describe('a moment in words', () => {
  const now = new Date(2026, 10, 23, 0, 30);
  const minutesAgo = (minutes: number) => relativeDate(new Date(now.getTime() - minutes * 60_000), now);

  test('is told in minutes and hours on the same day', () => {
    expect(minutesAgo(0)).toBe('just now');
    expect(minutesAgo(4)).toBe('4 minutes ago');
    expect(minutesAgo(-15)).toBe('in 15 minutes');
    expect(relativeDate(new Date(2026, 10, 23, 9), new Date(2026, 10, 23, 12))).toBe('3 hours ago');
  });

  test('is yesterday when midnight lies between, however few the hours', () => {
    expect(minutesAgo(90)).toBe('yesterday');
  });

  test('names the day after a week, and the year only when it is another', () => {
    expect(minutesAgo(6 * 24 * 60)).toBe('6 days ago');
    expect(relativeDate(new Date(2026, 2, 12), now)).toBe('Mar 12');
    expect(relativeDate(new Date(2019, 2, 12), now)).toBe('Mar 12, 2019');
  });

  test('becomes a date for a filter in local time', () => {
    expect(isoDaysAgo(30, new Date(2026, 2, 1, 0, 5))).toBe('2026-01-30');
  });
});

describe('marks', () => {
  const text = (...pieces: [string, boolean][]) => pieces.map(([piece, match]) => ({ text: piece, match }));

  test('that only a space parts are one', () => {
    expect(joinMarks(text(['the ', false], ['river', true], [' ', false], ['gauge', true], [' reads', false]))).toEqual(
      text(['the ', false], ['river gauge', true], [' reads', false]),
    );
  });

  test('that a word parts stay two, and a space at the end stays unmarked', () => {
    const parted = text(['river', true], [' or ', false], ['gauge', true], [' ', false]);
    expect(joinMarks(parted)).toEqual(parted);
  });

  test('leave what they were given as it was', () => {
    const given = text(['a', true], [' ', false], ['b', true]);
    joinMarks(given);
    expect(given[0]?.text).toBe('a');
  });
});

describe('small words', () => {
  test('sizes are in powers of a thousand, with a decimal only where it tells something', () => {
    expect([0, 999, 1000, 340_400, 999_600, 2_100_000, 48_000_000, 3_200_000_000].map(formatBytes)).toEqual([
      '0 bytes',
      '999 bytes',
      '1 KB',
      '340 KB',
      '1.0 MB',
      '2.1 MB',
      '48 MB',
      '3.2 GB',
    ]);
  });

  test('counts know one from many', () => {
    expect([countOf(1, 'person', 'people'), countOf(1234, 'document', 'documents')]).toEqual(['1 person', '1,234 documents']);
  });

  test('initials are whole letters of the first and the last word', () => {
    expect(['Inês Carvalho', 'Wulandari', 'Jean-Baptiste de Désir', '𝒜da (HR)', ''].map(initials)).toEqual([
      'IC',
      'W',
      'JD',
      '𝒜',
      '',
    ]);
  });

  test('a media type is known by its essence, and an unknown one still has a name', () => {
    expect(mediaTypeOf('text/html; charset=utf-8')).toEqual({ family: 'web', name: 'Web page' });
    expect(mediaTypeOf('application/x-strange')).toEqual({ family: 'other', name: 'x-strange' });
    expect(mediaTypeOf('')).toEqual({ family: 'other', name: 'File' });
  });

  test('a language that is no language tag is shown as it is', () => {
    expect(['pt', 'klingon language', 'und-x'].map(languageName)).toEqual(['Portuguese', 'klingon language', 'und-x']);
  });

  test('recent searches are newest first, each once, six at most', () => {
    expect(withRecent(['River', 'flood'], ' river ')).toEqual(['river', 'flood']);
    expect(withRecent(['1', '2', '3', '4', '5', '6'], '7')).toEqual(['7', '1', '2', '3', '4', '5']);
    expect(withRecent(['1'], '  ')).toEqual(['1']);
  });
});
