import { expect, test } from 'vitest';
import { parseRange } from '#server/routes/byte-range.ts';

test.each([
  ['bytes=0-99', { start: 0, end: 99 }],
  ['bytes=500-', { start: 500 }],
  ['bytes=-500', { end: 500 }],
])('%s is one range', (header, range) => {
  expect(parseRange(header)).toEqual(range);
});

test.each([undefined, '', 'bytes=', 'bytes=-', 'bytes=9-1', 'bytes=0-1,5-6', 'lines=1-2', 'bytes=a-b', 'bytes=0x1-2'])(
  '%s asks for the whole original, as RFC 9110 allows',
  (header) => {
    expect(parseRange(header)).toBeUndefined();
  },
);
