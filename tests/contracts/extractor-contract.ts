import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ExtractionError } from '#indexers/extractors/extraction-error.ts';
import type { Extracted, ExtractorLimits } from '#indexers/types/extraction.ts';
import type { Extractor } from '#indexers/types.ts';
import { extractionContext, inputFor } from '../support/extraction.ts';

/** What a fixture of `fixtures/drive/expected.yaml` must give. */
export const ExpectedFixture = z.strictObject({
  title: z.string().optional(),
  authors: z.array(z.string()).default([]),
  createdAt: z.string().optional(),
  pages: z.int().optional(),
  headings: z.array(z.string()).optional(),
  /** Pieces of text, white space aside. */
  words: z.array(z.string()),
  absent: z.array(z.string()).default([]),
  warning: z.string().optional(),
});
export type ExpectedFixture = z.output<typeof ExpectedFixture>;

export interface FixtureFile {
  name: string;
  path: string;
  expected: ExpectedFixture;
}

/** What every extractor promises, whatever its format. */
export function describeExtractor(extractor: Extractor, fixtures: FixtureFile[]): void {
  const read = (file: FixtureFile, limits: Partial<ExtractorLimits> = {}): Promise<Extracted> =>
    extractor.extract(inputFor(extractor, file.name, readFileSync(file.path)), extractionContext(limits));

  describe(`extractor ${extractor.name}`, () => {
    it('is described by lower-case extensions, media types and a version', () => {
      expect(extractor.extensions.length).toBeGreaterThan(0);
      for (const extension of extractor.extensions) expect(extension).toMatch(/^[a-z0-9]+$/);
      for (const mediaType of extractor.mediaTypes) expect(mediaType).toMatch(/^[a-z]+\/[a-z0-9.+-]+$/);
      expect(extractor.version).toBeGreaterThanOrEqual(1);
    });

    for (const file of fixtures) {
      it(`reads ${file.name} with its title, authors, dates and headings`, async () => {
        const extracted = await read(file);
        expectMetadata(extracted, file.expected);
        const text = textOf(extracted);
        for (const words of file.expected.words) expect(text).toContain(words);
        for (const words of file.expected.absent) expect(text).not.toContain(words);
        for (const { text: section, heading, part } of extracted.sections)
          expect(`${section}${heading ?? ''}${part ?? ''}`).not.toBe('');
      });

      it(`gives the same for ${file.name} twice, and leaves the bytes alone`, async () => {
        const bytes = readFileSync(file.path);
        const first = await extractor.extract(inputFor(extractor, file.name, bytes), extractionContext());
        expect(bytes).toEqual(readFileSync(file.path));
        expect(await extractor.extract(inputFor(extractor, file.name, bytes), extractionContext())).toEqual(first);
      });

      it(`keeps no more of ${file.name} than it may, and says so`, async () => {
        const whole = (await read(file)).sections.reduce((sum, { text }) => sum + text.length, 0);
        if (whole <= 20) return;
        const cut = await read(file, { maxCharacters: 20 });
        expect(cut.sections.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(20);
        expect(cut.warnings.join()).toMatch(/first 20 characters/);
      });

      it.each(damaged(readFileSync(file.path)))(`survives ${file.name} $how`, async ({ bytes }) => {
        const outcome = await extractor
          .extract(inputFor(extractor, file.name, bytes), extractionContext())
          .catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(ExtractionError);
        else expect(outcome).toHaveProperty('sections');
      });
    }
  });
}

function expectMetadata(extracted: Extracted, expected: ExpectedFixture): void {
  expect(extracted.title).toBe(expected.title);
  if (expected.authors.length > 0) expect(extracted.authors).toEqual(expected.authors);
  if (expected.createdAt !== undefined) expect(extracted.createdAt).toBe(Date.parse(expected.createdAt));
  expect(extracted.pages).toBe(expected.pages);
  const headings = extracted.sections.map(({ heading }) => heading).filter((heading) => heading !== undefined);
  if (expected.headings !== undefined) expect(headings).toEqual(expected.headings);
  expect(extracted.warnings.join()).toMatch(expected.warning ?? /^$/);
}

function textOf({ sections }: Extracted): string {
  return sections
    .map(({ text, heading, part }) => `${part ?? ''}\n${heading ?? ''}\n${text}`)
    .join('\n')
    .replace(/\s+/g, ' ');
}

/** Cut off, overwritten and flipped, always in the same way. */
function damaged(bytes: Buffer): { how: string; bytes: Buffer }[] {
  const cuts = [0, 0.25, 0.5, 0.75, 0.99].map((share) => ({
    how: `cut off at ${share * 100} %`,
    bytes: bytes.subarray(0, Math.floor(bytes.length * share)),
  }));
  const flipped = Buffer.from(bytes);
  for (let at = 37; at < flipped.length; at += 211) flipped.writeUInt8(flipped.readUInt8(at) ^ 0x10, at);
  const zeroed = Buffer.from(bytes);
  zeroed.fill(0, Math.floor(bytes.length / 3), Math.floor(bytes.length / 2));
  const noise = Buffer.alloc(4096);
  for (let at = 0, seed = 42; at < noise.length; at += 1) {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    noise.writeUInt8((seed >> 16) & 255, at);
  }
  return [
    ...cuts,
    { how: 'with flipped bits', bytes: flipped },
    { how: 'with zeros in it', bytes: zeroed },
    { how: 'replaced by noise', bytes: noise },
  ];
}
