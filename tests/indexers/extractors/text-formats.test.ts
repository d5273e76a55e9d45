import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { csvExtractor } from '#indexers/extractors/csv.ts';
import { parseDate } from '#indexers/extractors/dates.ts';
import { decodeText } from '#indexers/extractors/decode-text.ts';
import { usableTitle } from '#indexers/extractors/document-title.ts';
import { htmlExtractor } from '#indexers/extractors/html.ts';
import { markdownExtractor } from '#indexers/extractors/markdown.ts';
import { textExtractor } from '#indexers/extractors/text.ts';
import { xmlExtractor } from '#indexers/extractors/xml.ts';
import type { Extracted } from '#indexers/types/extraction.ts';
import type { Extractor } from '#indexers/types.ts';
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

  it.each([
    ['ISO 8859-2', polish, 'iso-8859-2'],
    ['Windows-1250', polish, 'win1250'],
    ['Czech Windows-1250', 'Příliš žluťoučký kůň úpěl ďábelské ódy. Měření hladiny vody probíhá každou hodinu.', 'win1250'],
    ['Greek Windows-1253', 'Η στάθμη του ποταμού ανέβηκε δύο μέτρα και το όργανο συνέχισε να γράφει μέχρι το πρωί.', 'win1253'],
    ['Hebrew Windows-1255', 'מפלס המים בנהר עלה בשני מטרים והמכשיר המשיך לרשום עד הבוקר.', 'win1255'],
    ['Arabic Windows-1256', 'ارتفع منسوب المياه في النهر مترين واستمر الجهاز في الكتابة حتى الصباح.', 'win1256'],
    ['DOS code page 866', russian, 'cp866'],
    ['EUC-JP', japanese, 'euc-jp'],
    ['GB 18030', '河流水位上升了两米，仪器一直记录到早晨。报告明天完成。', 'gb18030'],
    ['Big5', '河流水位上升了兩公尺，儀器一直記錄到早晨。報告明天完成。', 'big5'],
    ['EUC-KR', '강의 수위가 2미터 상승했고 장비는 아침까지 계속 기록했습니다.', 'euc-kr'],
    ['UTF-16 of Russian without a mark', russian, 'utf16le'],
    ['UTF-16 of Japanese without a mark', `${japanese}\n`, 'utf16be'],
    ['UTF-32 with a mark', `\ufeff${german}`, 'utf-32le'],
  ])('is read from %s', (_, text, encoding) => {
    expect(decodeText(iconv.encode(text, encoding)).text).toBe(text.replace('\ufeff', ''));
  });

  it('is read from the escape sequences of old Japanese mail', () => {
    expect(decodeText(Buffer.from('\u001b$B?e0L\u001b(B = 3 m', 'latin1')).text).toBe('水位 = 3 m');
  });

  it('may be plain for megabytes before the first letter that tells its encoding', () => {
    const log = Buffer.concat([
      Buffer.alloc(3_000_000, '10:02 level 3.10 m\n'),
      iconv.encode(`${german}\n`.repeat(20), 'win1252'),
    ]);
    expect(decodeText(log).text.endsWith(`${german}\n`)).toBe(true);
  });

  it('in UTF-8 may hold a broken line, and holes of zeros', () => {
    const bytes = Buffer.concat([Buffer.from(german), Buffer.from([0xfc, 10]), Buffer.alloc(5000), Buffer.from(german)]);
    expect(decodeText(bytes).text).toBe(`${german}\ufffd\n ${german}`);
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
    'PowerPoint Presentation',
    'PowerPoint-Präsentation',
    'Présentation PowerPoint',
    'Presentación de PowerPoint',
    'Slide 1',
    'Folie 1',
    'Diapositive 12',
    'Untitled Document',
    'Word Document',
    'Microsoft Word-Dokument',
    'Mappe1',
    'Book1',
    'Full page photo',
    '(anonymous)',
    '----',
    '2026',
    '',
    'x'.repeat(400),
  ])('is not "%s"', (text) => {
    expect(usableTitle(text)).toBeUndefined();
  });

  it.each([
    'Document management at Fennmark',
    'Untitled masterpieces',
    'PowerPoint for hydrologists',
    'Slide gauges',
    'Book of floods',
    'Wörter',
    '  spaced\n out ',
  ])('may be "%s"', (text) => {
    expect(usableTitle(text)).toBe(text.replace(/\s+/g, ' ').trim());
  });

  it.each([
    ['Shopping list\n\nMilk', 'Shopping list'],
    ['Report\n======\nText', 'Report'],
    ['This is simply the first line of a text\nthat goes on.', undefined],
    ['Dear all,\n\nsee below.', undefined],
    ['The lift of a wing in a slipstream .\n\nAn experimental study of a wing.', 'The lift of a wing in a slipstream'],
    [`${'A long sentence without end '.repeat(12)}.\n\nText.`, undefined],
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
      { heading: 'Two', text: 'c\n\nd' },
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

describe('what a page shows', () => {
  it('is kept where it stands in menus only', async () => {
    const menu = `<nav>${'<a href="x">Float of the Heron gauge</a> '.repeat(20)}</nav>`;
    expect((await read(htmlExtractor, `<body>${menu}<p>Home</p></body>`)).sections[0]?.text).toContain('Float of the Heron');
    const article = '<p>The float hangs on a chain of steel, and the chain on a wheel.</p>'.repeat(10);
    expect((await read(htmlExtractor, `<body>${menu}${article}</body>`)).sections[0]?.text).not.toContain('Heron');
  });

  it('is not swallowed by empty elements of XHTML, and leaves out what is hidden', async () => {
    const { sections } = await read(
      htmlExtractor,
      '<html><head><title/><script src="x"/></head><body>A<p style="display: none">b</p>C</body></html>',
    );
    expect(sections[0]?.text.replace(/\s+/g, '')).toBe('AC');
  });

  it('comes with its language and the dates of its linked data', async () => {
    const data = '<script type="application/ld+json">{"@type": "Article", "datePublished": "2026-03-12T10:00:00Z"}</script>';
    const page = await read(htmlExtractor, `<html lang="de_AT"><head>${data}</head><body>Schwimmer</body></html>`);
    expect(page).toMatchObject({ language: 'de-AT', createdAt: Date.UTC(2026, 2, 12, 10) });
  });

  it('keeps the lines of code, items and rows', async () => {
    const { sections } = await read(
      htmlExtractor,
      '<pre>a\n  b</pre><ul><li>one</li>\n<li>two</li></ul><table><tr><td><p>x</p></td>\n<td>y</td></tr><tr><td>z</td></tr></table>end',
    );
    expect(sections[0]?.text).toBe('a\nb\n\none\ntwo\n\nx\ty\nz\n\nend');
  });
});

describe('XML', () => {
  it('is the text of its elements, or all of it where that stands in attributes', async () => {
    expect(
      (await read(xmlExtractor, '<?xml version="1.0"?><a><name>Heron</name><name>Petrel<i>s</i></name></a>')).sections[0]?.text,
    ).toMatch(/^Heron\s+Petrels$/);
    const settings = `<?xml version="1.0"?><beans>${'<bean id="float" class="Heron"/>'.repeat(5)}</beans>`;
    expect((await read(xmlExtractor, settings)).sections[0]?.text).toContain('class="Heron"');
  });

  it('expands no entity of its own and opens no file', async () => {
    const xml =
      '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "zz">]><a>1 &x; 2 &y; 3 and more words</a>';
    expect(JSON.stringify(await read(xmlExtractor, xml))).not.toMatch(/root:|zz/);
  });
});

describe('plain text', () => {
  it('has line ends of every kind', async () => {
    expect((await read(textExtractor, 'a\rb\r\nc\nd')).sections[0]?.text).toBe('a\nb\nc\nd');
  });
});

describe('tables', () => {
  it.each([
    ['quotes, line breaks and doubled quotes', 'Name,Note\nAda,"says ""hi"",\nthen leaves"\n', ['Ada | says "hi", then leaves']],
    ['tabs', 'Name\tPlace\nAda\tLisbon\n', ['Ada | Lisbon']],
    ['a quote that is never closed', 'Name;Place\nAda;"Lisbon', ['Ada | Lisbon']],
    ['a delimiter that Excel names', 'sep=|\nName|A, B\nAda|x, y\n', ['Ada | x, y']],
    ['commas in every cell', 'Name;Price\nFloat, big;4,20\nFloat, small;3,10\n', ['Float, big | 4,20', 'Float, small | 3,10']],
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
