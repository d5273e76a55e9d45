import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bytesInput } from '#indexers/extractors/bytes-input.ts';
import { extractFile } from '#indexers/extractors/extract-file.ts';
import { extractors } from '#indexers/extractors/index.ts';
import { createReaderCheck } from '#indexers/extractors/readers.ts';
import type { Extracted, ExtractionResult } from '#indexers/types/extraction.ts';
import type { Extractor } from '#indexers/types.ts';

const limits = { maxCharacters: 10_000, maxPages: 10 };

function extractorOf(extract: Extractor['extract']): Extractor {
  return { name: 'odd', version: 1, extensions: ['odd'], mediaTypes: ['text/x-odd'], extract };
}

async function read(
  list: readonly Extractor[],
  name = 'a.odd',
  bytes: Uint8Array = Buffer.from('odd'),
): Promise<ExtractionResult> {
  return extractFile(bytesInput({ name, bytes, mediaType: '' }), { list, limits });
}

async function extractedBy(extract: Extractor['extract']): Promise<Extracted> {
  const result = await read([extractorOf(extract)]);
  if (result.state === 'failed') throw new Error(result.message);
  return result.extracted;
}

describe('whatever an extractor answers', () => {
  it('leaves here as Unicode that the index takes: half a character becomes one that says so', async () => {
    const half = 'level \ud83d rising';
    const section = { text: half, heading: half, part: half };
    const extracted = await extractedBy(async () => ({ title: half, authors: [half], sections: [section], warnings: [half] }));
    expect(JSON.stringify(extracted)).not.toContain('\\ud83d');
    expect(extracted.sections[0]?.text).toBe('level \ufffd rising');
  });

  it('is Unicode also where the limit of characters cuts a character in two', async () => {
    const extracted = await extractedBy(async () => ({
      authors: [],
      sections: [{ text: `x${'🌊'.repeat(9000)}` }],
      warnings: [],
    }));
    expect(extracted.sections[0]?.text.isWellFormed()).toBe(true);
  });

  it('fails in words that are Unicode as well', async () => {
    const result = await read([
      extractorOf(async () => {
        throw new Error('no such glyph \udc00');
      }),
    ]);
    expect(JSON.stringify(result)).not.toContain('\\udc00');
  });

  it('says what is missing once, shortly, and of very much only how much more there is', async () => {
    const warnings = Array.from({ length: 5000 }, (_, at) => `${at % 100}${' long name'.repeat(200)}: only its name was read`);
    const { warnings: kept } = await extractedBy(async () => ({ authors: [], sections: [{ text: 'x' }], warnings }));
    expect(kept.length).toBeLessThanOrEqual(31);
    expect(kept.join('').length).toBeLessThan(20_000);
    expect(kept.at(-1)).toBe('And 70 more warnings');
  });

  it('has names of files within it that are no longer than a line', async () => {
    const { sections } = await extractedBy(async () => ({
      authors: [],
      sections: [{ text: '', part: 'n'.repeat(1_000_000) }],
      warnings: [],
    }));
    expect(sections[0]?.part).toHaveLength(1000);
  });
});

describe('a file that holds others', () => {
  const raised = (name: string): Extractor[] =>
    extractors.map((extractor) => (extractor.name === name ? { ...extractor, version: extractor.version + 1 } : extractor));

  it('is read again when the reader of one of them gets better', async () => {
    const { reader = '' } = await read(extractors, 'notes.md.gz', gzipSync('# Float\n\nThe float leaks.'));
    expect(createReaderCheck(extractors)(reader)).toBe(true);
    expect(createReaderCheck(raised('markdown'))(reader)).toBe(false);
    expect(createReaderCheck(raised('gzip'))(reader)).toBe(false);
    expect(createReaderCheck(raised('docx'))(reader)).toBe(true);
  });

  it('is read again when one of them gets a reader at all', async () => {
    const without = extractors.filter(({ name }) => name !== 'rtf');
    const { reader = '' } = await read(without, 'notes.rtf.gz', gzipSync('{\\rtf1 The float leaks.}'));
    expect(createReaderCheck(without)(reader)).toBe(true);
    expect(createReaderCheck(extractors)(reader)).toBe(false);
  });
});
