import { globSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { extractors } from '#indexers/extractors/index.ts';
import { sourceKinds } from '#indexers/sources/index.ts';
import { describeExtractor, ExpectedFixture, type FixtureFile } from '../contracts/extractor-contract.ts';

const folder = fileURLToPath(new URL('../../fixtures/drive/', import.meta.url));
const expected = z.record(z.string(), ExpectedFixture).parse(parse(readFileSync(`${folder}expected.yaml`, 'utf8')));

function fixturesOf(extensions: readonly string[]): FixtureFile[] {
  return Object.entries(expected)
    .filter(([name]) => extensions.includes(name.slice(name.lastIndexOf('.') + 1)))
    .map(([name, expectation]) => ({ name, path: `${folder}${name}`, expected: expectation }));
}

describe('the list of extractors', () => {
  it.each(extractors.map((extractor) => [extractor.name, extractor] as const))('has a fixture for %s', (_, { extensions }) => {
    expect(fixturesOf(extensions)).not.toEqual([]);
  });

  it('names each extractor, extension and media type once', () => {
    for (const values of [
      extractors.map(({ name }) => name),
      extractors.flatMap(({ extensions }) => extensions),
      extractors.flatMap(({ mediaTypes }) => mediaTypes),
    ])
      expect(new Set(values).size).toBe(values.length);
  });

  it('expects something of every fixture', () => {
    expect(
      readdirSync(folder)
        .filter((name) => name !== 'expected.yaml')
        .sort(),
    ).toEqual(Object.keys(expected).sort());
  });
});

describe('the list of sources', () => {
  it.each(sourceKinds.map(({ kind }) => kind))('has a real place on which %s keeps the contract of sources', (kind) => {
    const tests = globSync(`${kind}/**/*.test.ts`, { cwd: import.meta.dirname });
    const texts = tests.map((test) => readFileSync(`${import.meta.dirname}/${test}`, 'utf8'));
    expect(texts.some((text) => text.includes('describeSourceContract('))).toBe(true);
  });

  it('names each kind once', () => {
    expect(new Set(sourceKinds.map(({ kind }) => kind)).size).toBe(sourceKinds.length);
  });
});

for (const extractor of extractors) describeExtractor(extractor, fixturesOf(extractor.extensions));
