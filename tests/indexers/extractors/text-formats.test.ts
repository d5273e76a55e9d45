import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { csvExtractor } from '#indexers/extractors/csv.ts';
import { parseDate } from '#indexers/extractors/dates.ts';
import { decodeText } from '#indexers/extractors/decode-text.ts';
import { usableTitle } from '#indexers/extractors/document-title.ts';
import { htmlExtractor } from '#indexers/extractors/html.ts';
import { markdownExtractor } from '#indexers/extractors/markdown.ts';
import { textExtractor } from '#indexers/extractors/text.ts';
import type { Extracted, Extractor } from '#indexers/types.ts';
import { extractionContext, inputFor } from '../../support/extraction.ts';

function read(extractor: Extractor, text: string | Uint8Array): Promise<Extracted> {
  return extractor.extract(inputFor(extractor, `x.${extractor.extensions[0]}`, Buffer.from(text)), extractionContext());
}

describe('text of unknown encoding', () => {
  const german =
    'Die Prüfung der Wetterstation ergab größere Abweichungen als üblich; für die Kühlung wären Öl und Schläuche nötig.';
  const polish = 'Zażółć gęślą jaźń. Żuławy Wiślane są polderem, którego stacje mierzą poziom wody od wielu lat.';
  const russian = 'Уровень воды в реке поднялся на два метра, и прибор продолжал писать до самого утра.';
  const japanese = '水位計は洪水の間も記録を続けました。朝になって水が引きました。';

  it.each([
    ['UTF-8', german, 'utf8'],
    ['UTF-8 with a mark', german, 'utf8-bom'],
    ['UTF-16 with a mark', polish, 'utf16'],
    ['UTF-16 without a mark', german, 'utf16le'],
    ['big-endian UTF-16 without a mark', german, 'utf16be'],
    ['Windows-1252', german, 'win1252'],
    ['Windows-1251', russian, 'win1251'],
    ['KOI8-R', russian, 'koi8-r'],
    ['Shift JIS', japanese, 'shift_jis'],
  ])('is read from %s', (_, text, encoding) => {
    const bytes =
      encoding === 'utf8-bom' ? Buffer.from(`\ufeff${text}`) : iconv.encode(text, encoding, { addBOM: encoding === 'utf16' });
    expect(decodeText(bytes).text).toBe(text);
  });

  it('follows what the file declares where that is not UTF-8', async () => {
    const page = iconv.encode(`<html><head><meta charset="iso-8859-2"></head><body>${polish}</body></html>`, 'iso-8859-2');
    expect((await read(htmlExtractor, page)).sections[0]?.text).toBe(polish);
  });

  it('is refused when it is no text', () => {
    expect(() => decodeText(Buffer.from([0x4d, 0x5a, 0, 0, 1, 0, 0, 0, 255, 0, 0, 7]))).toThrow('binary data');
  });

  it('loses only the character it was cut in', () => {
    expect(decodeText(Buffer.from('Grüße aus Köln ü').subarray(0, -1))).toEqual({ encoding: 'utf-8', text: 'Grüße aus Köln ' });
  });
});

describe('a title', () => {
  it.each([
    'Microsoft Word - minutes.docx',
    'untitled',
    'Untitled 2',
    'Document1',
    'report-final.pdf',
    'C:\\temp\\x',
    'file:///tmp/x',
    'Präsentation1',
    '----',
    '2026',
    '',
    'x'.repeat(400),
  ])('is not "%s"', (text) => {
    expect(usableTitle(text)).toBeUndefined();
  });

  it.each(['Document management at Fennmark', 'Untitled masterpieces', 'Wörter', '  spaced\n out '])('may be "%s"', (text) => {
    expect(usableTitle(text)).toBe(text.replace(/\s+/g, ' ').trim());
  });

  it.each([
    ['Shopping list\n\nMilk', 'Shopping list'],
    ['Report\n======\nText', 'Report'],
    ['This is simply the first line of a text\nthat goes on.', undefined],
    ['Dear all,\n\nsee below.', undefined],
    ['One line only', undefined],
  ])('of a text is its first line only where it stands alone: %j', async (text, title) => {
    expect((await read(textExtractor, text)).title).toBe(title);
  });
});

describe('dates', () => {
  it.each([
    ['2026-03-12', Date.UTC(2026, 2, 12)],
    ['2026-03-12T10:00:00+02:00', Date.UTC(2026, 2, 12, 8)],
    ['0001-01-01', undefined],
    ['1970-01-01T00:00:00Z', undefined],
    ['next Tuesday', undefined],
    ['', undefined],
  ])('%j is %j', (text, time) => {
    expect(parseDate(text)).toBe(time);
  });
});

describe('Markdown', () => {
  it('with a broken block of metadata is read, and says so', async () => {
    const { sections, warnings } = await read(markdownExtractor, '---\ntitle: [unclosed\n---\n# Heading\n\nText.\n');
    expect(sections).toEqual([{ heading: 'Heading', text: 'Text.' }]);
    expect(warnings.join()).toMatch(/metadata at the beginning cannot be read/);
  });

  it('knows a rule at the top from a block of metadata', async () => {
    expect((await read(markdownExtractor, '---\n\nText.\n')).sections[0]?.text).toContain('Text.');
  });

  it('with thousands of nested quotes is read as plain text', async () => {
    const { warnings, sections } = await read(markdownExtractor, `${'>'.repeat(20_000)} deep`);
    expect(warnings).toEqual(['Read as plain text: it is nested too deep']);
    expect(sections[0]?.text).toContain('deep');
  });

  it('keeps what looks like HTML but is code, and drops scripts', async () => {
    const { sections } = await read(markdownExtractor, 'Use `<b>`.\n\n<script>alert(1)</script>\n\nEnd.\n');
    expect(sections.map(({ text }) => text).join()).toMatch(/Use <b>\.\s+End\./);
  });
});

describe('HTML', () => {
  it('keeps text before, between and after headings in order, and empty headings out', async () => {
    const { sections } = await read(htmlExtractor, '<p>Before</p><h1>One</h1>a<h2></h2>b<h2>Two</h2><p>c</p>d');
    expect(sections).toEqual([
      { text: 'Before' },
      { heading: 'One', text: 'a' },
      { text: 'b' },
      { heading: 'Two', text: 'c\nd' },
    ]);
  });

  it('keeps words of neighbouring blocks and cells apart, and of inline elements together', async () => {
    const { sections } = await read(
      htmlExtractor,
      '<div>one</div><div>two</div><table><tr><td>a</td><td>b</td></tr></table><b>T</b>ogether',
    );
    expect(sections[0]?.text.split(/\s+/)).toEqual(['one', 'two', 'a', 'b', 'Together']);
  });

  it('is never silenced for good by what hides a part', async () => {
    const { sections } = await read(
      htmlExtractor,
      '<nav>menu<ul><li>x</ul></nav>A<script>if (a < b) {}</script>B<p hidden>c</p>D<svg><title>t</title></svg>E',
    );
    expect(sections[0]?.text.replace(/\s+/g, '')).toBe('ABDE');
  });
});

describe('tables', () => {
  it.each([
    ['quotes, line breaks and doubled quotes', 'Name,Note\nAda,"says ""hi"",\nthen leaves"\n', ['Ada | says "hi", then leaves']],
    ['tabs', 'Name\tPlace\nAda\tLisbon\n', ['Ada | Lisbon']],
    ['a quote that is never closed', 'Name;Place\nAda;"Lisbon', ['Ada | Lisbon']],
    ['empty cells and lines', 'Name,A,B\n\nAda,,x\n', ['Ada | x']],
  ])('are read with %s', async (_, text, lines) => {
    expect((await read(csvExtractor, text)).sections[0]?.text.split('\n')).toEqual(lines);
  });

  it('of numbers alone have no heading', async () => {
    expect((await read(csvExtractor, '1,2\n3,4\n')).sections).toEqual([{ text: '1 | 2\n3 | 4' }]);
  });

  it('repeat the heading for every hundred rows', async () => {
    const { sections } = await read(csvExtractor, `Name,Number\n${'row,1\n'.repeat(250)}`);
    expect(sections.map(({ heading, text }) => [heading, text.split('\n').length])).toEqual([
      ['Name | Number', 100],
      ['Name | Number', 100],
      ['Name | Number', 50],
    ]);
  });
});
