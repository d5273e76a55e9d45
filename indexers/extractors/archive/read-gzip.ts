import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Extracted, ExtractionContext, ExtractorInput } from '../../types/extraction.ts';
import { ExtractionError } from '../extraction-error.ts';
import { listTar } from './read-archive.ts';

const MEGABYTE = 1024 * 1024;
const MAX_BYTES = 100 * MEGABYTE;
const PIECE = 256 * 1024;
const TAR_MARK = { at: 257, text: 'ustar' };

/** Up to a limit whatever the file declares (RFC 1952). What can be read from its beginning is, of a log of gigabytes too. */
export async function readGzip(file: ExtractorInput, context: ExtractionContext): Promise<Extracted> {
  const { bytes, end } = await inflate(file);
  if (bytes.length === 0 && end === 'damaged') throw new ExtractionError('corrupt', 'The file is damaged or incomplete');
  const warnings = end === 'damaged' ? ['The file is damaged or incomplete: its end is missing'] : [];
  if (end === 'limit') warnings.push(`Only the first ${MAX_BYTES / MEGABYTE} MB of what is in it were read`);
  if (bytes.toString('latin1', TAR_MARK.at, TAR_MARK.at + TAR_MARK.text.length) === TAR_MARK.text) {
    const list = listTar((position, length) => bytes.subarray(position, position + length), context);
    return end === 'whole' ? list : { ...list, warnings };
  }
  const inner = await context.extractEmbedded({ name: innerName(file.name), bytes, isWhole: true });
  // OCR opens the file as it lies there, and would not find the pages.
  const { imagePages: _pages, picture: _picture, authors = [], ...extracted } = inner.extracted ?? {};
  return {
    ...extracted,
    authors,
    sections: inner.sections,
    warnings: [...warnings, ...inner.warnings],
  };
}

/** "changelog.Debian.gz" holds "changelog.Debian". */
function innerName(name: string): string {
  return name.replace(/\.tgz$/i, '.tar').replace(/\.(gz|gzip)$/i, '') || name;
}

async function inflate(file: ExtractorInput): Promise<{ bytes: Buffer; end: 'whole' | 'damaged' | 'limit' }> {
  const gunzip = createGunzip({ chunkSize: PIECE });
  // `pipe` passes on no errors: without this one, a file that cannot be read any further would be waited for.
  const packed = Readable.from(piecesOf(file)).on('error', (error) => gunzip.destroy(error));
  const pieces: Buffer[] = [];
  let length = 0;
  try {
    for await (const piece of packed.pipe(gunzip)) {
      pieces.push(piece.subarray(0, MAX_BYTES - length));
      length += piece.length;
      if (length >= MAX_BYTES) return { bytes: Buffer.concat(pieces), end: 'limit' };
    }
    return { bytes: Buffer.concat(pieces), end: 'whole' };
  } catch (error) {
    if (error instanceof ExtractionError) throw error;
    // zlib's word for damage; what came before is good.
    return { bytes: Buffer.concat(pieces), end: 'damaged' };
  } finally {
    packed.destroy();
    gunzip.destroy();
  }
}

function* piecesOf(file: ExtractorInput): Generator<Uint8Array> {
  for (let at = 0; at < file.size; at += PIECE) yield file.read(at, PIECE);
}
