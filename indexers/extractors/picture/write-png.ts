import { crc32, deflateSync } from 'node:zlib';

/** Eight bits a channel, from top to bottom without padding: one channel is gray, three are red, green, blue. */
export interface Raster {
  width: number;
  height: number;
  channels: 1 | 3;
  pixels: Uint8Array;
}

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const COLOUR_TYPE = { 1: 0, 3: 2 } as const;
/** Each byte as the difference to the one above it (PNG specification, 9.2): pages are white for long stretches. */
const FILTER_UP = 2;
const DEFLATE_LEVEL = 5;

/** A PNG (ISO/IEC 15948), without anything but the picture. */
export function writePng({ width, height, channels, pixels }: Raster): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, COLOUR_TYPE[channels], 0, 0, 0], 8);
  const data = deflateSync(filtered(pixels, { bytes: width * channels, rows: height }), { level: DEFLATE_LEVEL });
  return Buffer.concat([SIGNATURE, chunk('IHDR', head), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

function filtered(pixels: Uint8Array, { bytes, rows }: { bytes: number; rows: number }): Buffer {
  const lines = Buffer.alloc((bytes + 1) * rows);
  for (let row = 0, to = 0; row < rows; row += 1) {
    lines[to++] = FILTER_UP;
    const from = row * bytes;
    for (let at = from; at < from + bytes; at += 1) lines[to++] = (pixels[at] ?? 0) - (row === 0 ? 0 : (pixels[at - bytes] ?? 0));
  }
  return lines;
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(4 + named.length + 4);
  frame.writeUInt32BE(data.length, 0);
  named.copy(frame, 4);
  frame.writeUInt32BE(crc32(named), 4 + named.length);
  return frame;
}
