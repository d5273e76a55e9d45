import { ExtractionError } from '../extraction-error.ts';
import type { RawFile } from '../raw-file.ts';
import { readPictureHead } from './picture-head.ts';

/** How a PDF names the way in which a picture is written (ISO 32000-1, 8.9.5). */
interface PdfImage {
  dictionary: string;
  data: Uint8Array;
}

const PNG_MARK = '\x89PNG\r\n\x1a\n';
/** Of PNG: gray, red-green-blue. */
const COLOURS: Readonly<Record<number, { space: string; channels: number }>> = {
  0: { space: '/DeviceGray', channels: 1 },
  2: { space: '/DeviceRGB', channels: 3 },
};
/** By the number of components that a JPEG has. */
const JPEG_SPACES: Readonly<Record<number, string>> = {
  1: '/DeviceGray',
  3: '/DeviceRGB',
  4: '/DeviceCMYK /Decode [1 0 1 0 1 0 1 0]',
};

/**
 * A PDF of one page that holds the picture as it is written: JPEG, and PNG without transparency, are also what a PDF is made of.
 * Throws `ExtractionError` `unsupported` for others.
 */
export function pictureAsPdf(file: RawFile): Buffer {
  const { width, height } = readPictureHead(file);
  const bytes = file.read(0, file.size);
  const { dictionary, data } = imageOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const paint = `q ${width} 0 0 ${height} 0 0 cm /I Do Q`;
  const image = `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} ${dictionary}`;
  const page = `/Type /Page /Parent 2 0 R /MediaBox [0 0 ${width} ${height}] /Contents 4 0 R`;
  return writePdf([
    ['<< /Type /Catalog /Pages 2 0 R >>'],
    ['<< /Type /Pages /Kids [3 0 R] /Count 1 >>'],
    [`<< ${page} /Resources << /XObject << /I 5 0 R >> >> >>`],
    [`<< /Length ${paint.length} >>\nstream\n${paint}\nendstream`],
    [`<< ${image} /Length ${data.length} >>\nstream\n`, data, '\nendstream'],
  ]);
}

function imageOf(bytes: Buffer): PdfImage {
  const mark = bytes.toString('latin1', 0, 8);
  if (mark === PNG_MARK) return ofPng(bytes);
  if (mark.startsWith('\xff\xd8\xff')) return ofJpeg(bytes);
  throw new ExtractionError('unsupported', 'Pictures of this kind are not shown');
}

function ofPng(bytes: Buffer): PdfImage {
  const [depth = 0, type = 0, , , interlaced = 0] = bytes.subarray(24, 29);
  const chunks = chunksOf(bytes);
  const colour = type === 3 ? paletteOf(chunks) : COLOURS[type];
  const isPlain = interlaced === 0 && !chunks.some((chunk) => chunk.type === 'tRNS');
  if (colour === undefined || !isPlain) throw new ExtractionError('unsupported', 'Pictures of this kind are not shown');
  const parameters = `/Predictor 15 /Colors ${colour.channels} /BitsPerComponent ${depth} /Columns ${bytes.readUInt32BE(16)}`;
  return {
    dictionary: `/ColorSpace ${colour.space} /BitsPerComponent ${depth} /Filter /FlateDecode /DecodeParms << ${parameters} >>`,
    data: Buffer.concat(chunks.filter(({ type: name }) => name === 'IDAT').map(({ data }) => data)),
  };
}

function paletteOf(chunks: readonly { type: string; data: Buffer }[]): { space: string; channels: number } | undefined {
  const palette = chunks.find(({ type }) => type === 'PLTE')?.data;
  if (palette === undefined) return undefined;
  return { space: `[/Indexed /DeviceRGB ${Math.floor(palette.length / 3) - 1} <${palette.toString('hex')}>]`, channels: 1 };
}

function chunksOf(bytes: Buffer): { type: string; data: Buffer }[] {
  const chunks: { type: string; data: Buffer }[] = [];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    chunks.push({ type: bytes.toString('latin1', at + 4, at + 8), data: bytes.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return chunks;
}

/** Segment by segment up to the one that begins a frame (ITU T.81, B.2.2): its tenth byte is the number of components. */
function ofJpeg(bytes: Buffer): PdfImage {
  for (let at = 2; at + 10 <= bytes.length; ) {
    const marker = bytes[at + 1] ?? 0;
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) {
      const space = JPEG_SPACES[bytes[at + 9] ?? 0];
      if (space === undefined) break;
      return { dictionary: `/ColorSpace ${space} /BitsPerComponent 8 /Filter /DCTDecode`, data: bytes };
    }
    at += marker === 0xff ? 1 : 2 + bytes.readUInt16BE(at + 2);
  }
  throw new ExtractionError('corrupt', 'The picture is damaged');
}

function writePdf(objects: readonly (readonly (string | Uint8Array)[])[]): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.5\n', 'latin1')];
  let length = parts[0]?.length ?? 0;
  const offsets: number[] = [];
  const write = (part: string | Uint8Array) => {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part);
    parts.push(bytes);
    length += bytes.length;
  };
  for (const [n, object] of objects.entries()) {
    offsets.push(length);
    write(`${n + 1} 0 obj\n`);
    for (const part of object) write(part);
    write('\nendobj\n');
  }
  const start = length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  write(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`);
  write(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`);
  return Buffer.concat(parts);
}
