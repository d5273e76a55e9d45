import { bytesInput } from '#indexers/extractors/bytes-input.ts';
import { extractFile } from '#indexers/extractors/extract-file.ts';
import { extractors } from '#indexers/extractors/index.ts';
import type { ExtractionContext, ExtractionResult, ExtractorInput, ExtractorLimits } from '#indexers/types/extraction.ts';
import type { Extractor } from '#indexers/types.ts';

const LIMITS: ExtractorLimits = { maxCharacters: 1_000_000, maxPages: 100 };

/** For one extractor alone: files within its file are named and not read. */
export function extractionContext(limits: Partial<ExtractorLimits> = {}): ExtractionContext {
  return {
    ...LIMITS,
    ...limits,
    extractEmbedded: async ({ name }) => ({ sections: [{ text: '', part: name }], warnings: [], extracted: undefined }),
  };
}

/** What an extractor is given for these bytes. */
export function inputFor(extractor: Extractor, name: string, bytes: Uint8Array): ExtractorInput {
  return bytesInput({ name, bytes, mediaType: extractor.mediaTypes[0] ?? '' });
}

/** The whole way in this process: detection, the extractor of THE LIST, files within the file, limits, language. */
export function extractBytes(name: string, bytes: Uint8Array, limits: Partial<ExtractorLimits> = {}): Promise<ExtractionResult> {
  return extractFile(bytesInput({ name, bytes, mediaType: '' }), { list: extractors, limits: { ...LIMITS, ...limits } });
}
