import { ExtractionError } from '../extraction-error.ts';
import { latin1At, type ReadBytes, viewAt } from './byte-reader.ts';
import { readTiff, type TiffFacts } from './tiff.ts';

/** Size and pages of a picture, and what its camera or scanner wrote into it. */
export type PictureHead = TiffFacts;

const MAX_SEGMENTS = 1000;

/** By the first bytes alone, whatever its name says. Throws `ExtractionError` for anything but PNG, JPEG, GIF, BMP, WebP and TIFF. */
export function readPictureHead(file: { read: ReadBytes }): PictureHead {
  const read: ReadBytes = (position, length) => file.read(position, length);
  const mark = latin1At(read, 0, 12);
  const head = readKnown(read, mark);
  if (head === undefined || head.width < 1 || head.height < 1) throw new ExtractionError('corrupt', 'The picture is damaged');
  return head;
}

function readKnown(read: ReadBytes, mark: string): PictureHead | undefined {
  if (mark.startsWith('\x89PNG\r\n\x1a\n')) return sizeOf(viewAt(read, 16, 8), (at) => [at.getUint32(0), at.getUint32(4)]);
  if (mark.startsWith('\xff\xd8\xff')) return readJpeg(read);
  if (/^GIF8[79]a/.test(mark)) return sizeOf(viewAt(read, 6, 4), (at) => [at.getUint16(0, true), at.getUint16(2, true)]);
  if (mark.startsWith('BM')) return readBmp(read);
  if (mark.startsWith('RIFF') && mark.endsWith('WEBP')) return readWebp(read);
  if (mark.startsWith('II') || mark.startsWith('MM')) return readTiff(read);
  throw new ExtractionError('unsupported', 'Pictures of this kind are found by name only');
}

function sizeOf(view: DataView | undefined, size: (view: DataView) => [number, number]): PictureHead | undefined {
  if (view === undefined) return undefined;
  const [width, height] = size(view);
  return { width, height, pages: 1 };
}

/** Segment by segment up to the one that begins a frame (ITU T.81, B.2.2), and the Exif segment on the way. */
function readJpeg(read: ReadBytes): PictureHead | undefined {
  let exif: Partial<TiffFacts> = {};
  for (let at = 2, count = 0; count < MAX_SEGMENTS; count += 1) {
    const segment = viewAt(read, at, 4);
    if (segment === undefined || segment.getUint8(0) !== 0xff) return undefined;
    const marker = segment.getUint8(1);
    const length = segment.getUint16(2);
    if (isFrame(marker)) {
      const size = sizeOf(viewAt(read, at + 5, 4), (view) => [view.getUint16(2), view.getUint16(0)]);
      return size && { ...exif, ...size };
    }
    if (marker === 0xe1 && latin1At(read, at + 4, 6) === 'Exif\0\0') exif = readExif(read(at + 10, length - 8));
    // A filler byte before the marker, or a segment of so many bytes.
    at += marker === 0xff ? 1 : 2 + length;
  }
  return undefined;
}

/** `SOF0` to `SOF15`, without the tables that stand among them. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function readExif(bytes: Uint8Array): Partial<TiffFacts> {
  try {
    const { width: _width, height: _height, pages: _pages, ...facts } = readTiff((at, length) => bytes.subarray(at, at + length));
    return facts;
  } catch {
    // Cameras write what they like there; the picture itself may be fine.
    return {};
  }
}

function readBmp(read: ReadBytes): PictureHead | undefined {
  const isOld = viewAt(read, 14, 4)?.getUint32(0, true) === 12;
  if (isOld) return sizeOf(viewAt(read, 18, 4), (at) => [at.getUint16(0, true), at.getUint16(2, true)]);
  // A negative height: stored from top to bottom.
  return sizeOf(viewAt(read, 18, 8), (at) => [Math.abs(at.getInt32(0, true)), Math.abs(at.getInt32(4, true))]);
}

/** RFC 9649, 2.5 to 2.7. */
function readWebp(read: ReadBytes): PictureHead | undefined {
  const view = viewAt(read, 12, 18);
  if (view === undefined) return undefined;
  const int24 = (at: number) => view.getUint16(at, true) + (view.getUint8(at + 2) << 16);
  switch (latin1At(read, 12, 4)) {
    case 'VP8 ':
      return sizeOf(view, (at) => [at.getUint16(14, true) & 0x3fff, at.getUint16(16, true) & 0x3fff]);
    case 'VP8L':
      return sizeOf(view, (at) => {
        const bits = at.getUint32(9, true);
        return [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
      });
    case 'VP8X':
      return sizeOf(view, () => [int24(12) + 1, int24(15) + 1]);
    default:
      return undefined;
  }
}
