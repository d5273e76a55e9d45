import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { kindOfCode, showNumber } from '#indexers/extractors/ooxml/cell-number.ts';
import type { Extracted, ExtractionResult, ExtractorLimits } from '#indexers/types/extraction.ts';
import { makeCompound } from '../../support/compound-file.ts';
import { extractBytes } from '../../support/extraction.ts';
import { type ZipPart, zipFile } from '../../support/zip-file.ts';

const STRICT = 'http://purl.oclc.org/ooxml';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MB = 1024 * 1024;

interface Related {
  type: string;
  target: string;
}

function relationships(part: string, related: Related[]): ZipPart {
  const at = part.lastIndexOf('/') + 1;
  const lines = related.map(
    ({ type, target }, n) => `<Relationship Id="r${n + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`,
  );
  return {
    name: `${part.slice(0, at)}_rels/${part.slice(at)}.rels`,
    content: `<Relationships>${lines.join('')}</Relationships>`,
  };
}

/** A package whose main part relates to the others, in their order, as r1, r2, …. */
function ooxml(main: string, content: string, others: (Related & { content: string | Uint8Array })[] = []): Buffer {
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  return zipFile([
    relationships('', [{ type: 'officeDocument', target: `/${main}` }]),
    { name: main, content },
    relationships(main, others),
    ...others.map(({ target, content: inner }) => ({ name: `${folder}${target}`, content: inner })),
  ]);
}

function word(body: string, others: (Related & { content: string | Uint8Array })[] = []): Buffer {
  return ooxml('word/document.xml', `<w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`, others);
}

function paragraph(text: string, properties = ''): string {
  return `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
}

async function read(name: string, bytes: Uint8Array, limits: Partial<ExtractorLimits> = {}): Promise<Extracted> {
  const result = await extractBytes(name, bytes, limits);
  if (result.state !== 'extracted') throw new Error(`${name}: ${result.message}`);
  return result.extracted;
}

function textOf({ sections }: Extracted): string {
  return sections.map(({ heading, text }) => [heading, text].filter((line) => line !== undefined).join('\n')).join('\n');
}

describe('Word', () => {
  it('finds words that stand in one place only, each once', async () => {
    const box = (text: string): string => `<w:txbxContent>${paragraph(text)}</w:txbxContent>`;
    const body = [
      paragraph('anchor')
        .replace('</w:r></w:p>', '</w:r>')
        .concat(
          `<w:r><mc:AlternateContent><mc:Choice Requires="wps">${box('boxword')}</mc:Choice><mc:Fallback><w:pict>${box('boxword')}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`,
        ),
      '<w:p><w:r><w:fldChar/><w:instrText>HYPERLINK secretfield</w:instrText></w:r><w:r><w:t>result</w:t><w:tab/><w:t>after</w:t><w:noBreakHyphen/><w:t>tab</w:t></w:r></w:p>',
      '<w:p><w:del><w:r><w:delText>deleted</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom><w:ins><w:r><w:t>inserted</w:t></w:r></w:ins></w:p>',
      `<w:tbl><w:tr><w:tc>${paragraph('cell')}${paragraph('two')}</w:tc><w:tc>${paragraph('next')}</w:tc></w:tr><w:tr><w:tc>${paragraph('row')}</w:tc></w:tr></w:tbl>`,
    ].join('');
    const part = (text: string): string => `<w:x>${paragraph(text)}</w:x>`;
    const extracted = await read(
      'places.docx',
      word(body, [
        { type: 'header', target: 'header1.xml', content: part('headword') },
        { type: 'header', target: 'header2.xml', content: part('headword') },
        { type: 'footer', target: 'footer1.xml', content: part('footword') },
        { type: 'footnotes', target: 'footnotes.xml', content: part('noteword') },
        { type: 'endnotes', target: 'endnotes.xml', content: part('endword') },
        { type: 'comments', target: 'comments.xml', content: part('remark') },
        { type: 'diagramData', target: 'diagrams/data1.xml', content: '<d><a:p><a:t>dia</a:t><a:t>gram</a:t></a:p></d>' },
      ]),
    );
    expect(textOf(extracted)).toBe(
      'boxword\nanchor\nresult\tafter-tab\ninserted\ncell two\tnext\nrow\nnoteword\nendword\nremark\ndiagram\nheadword\nfootword',
    );
    expect(extracted.warnings).toEqual([]);
  });

  it('makes sections at headings: by level, by inherited level, by name, and the title', async () => {
    const styles = `<w:styles>
      <w:style w:styleId="a1"><w:name w:val="heading 1"/></w:style>
      <w:style w:styleId="mine"><w:name w:val="Kapitel"/><w:basedOn w:val="a1"/></w:style>
      <w:style w:styleId="loop"><w:name w:val="x"/><w:basedOn w:val="loop"/></w:style>
      <w:style w:styleId="toc"><w:name w:val="TOC Heading"/><w:basedOn w:val="a1"/><w:pPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
      <w:style w:styleId="t"><w:name w:val="Title"/></w:style></w:styles>`;
    const styled = (id: string, text: string): string => paragraph(text, `<w:pStyle w:val="${id}"/>`);
    const body = [
      ...[styled('t', 'Top'), styled('a1', 'One'), styled('mine', 'Two'), styled('loop', 'body'), styled('toc', 'Contents')],
      paragraph('Three', '<w:outlineLvl w:val="2"/>'),
    ];
    const { title, sections } = await read(
      'styles.docx',
      word(body.join(''), [{ type: 'styles', target: 's.xml', content: styles }]),
    );
    expect(title).toBe('Top');
    expect(sections).toEqual([
      { text: '', heading: 'Top' },
      { text: '', heading: 'One' },
      { text: 'body\nContents', heading: 'Two' },
      { text: '', heading: 'Three' },
    ]);
  });

  it('reads strict files and those with prefixes of their own', async () => {
    const strict = zipFile([
      {
        name: '[Content_Types].xml',
        content:
          '<ct:Types xmlns:ct="c"><ct:Override PartName="/odd/main.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></ct:Types>',
      },
      {
        name: '_rels/.rels',
        content: `<p:Relationships xmlns:p="p"><p:Relationship Id="x" Type="${STRICT}/officeDocument/relationships/officeDocument" Target="odd/main.xml"/></p:Relationships>`,
      },
      {
        name: 'odd/main.xml',
        content: `<document xmlns="${STRICT}/wordprocessingml/main"><body><p><r><t>strictly</t></r></p></body></document>`,
      },
    ]);
    expect(textOf(await read('strict', strict))).toBe('strictly');
  });

  it('hands over the files within it', async () => {
    const inner = workbook('<row><c t="inlineStr"><is><t>deep</t><rPh><t>reading</t></rPh></is></c></row>');
    const { sections } = await read(
      'outer.docx',
      word(paragraph('outside'), [{ type: 'package', target: 'embeddings/b.xlsx', content: inner }]),
    );
    expect(sections).toEqual([{ text: 'outside' }, { text: 'deep', heading: 'Only', page: 1, part: 'b.xlsx' }]);
  });

  it('hands over what lies behind an icon: a file of any kind, and documents of the old kind', async () => {
    const stream = (name: string, bytes: Buffer): Buffer =>
      makeCompound({ streams: [{ name, bytes: Buffer.concat([bytes, Buffer.alloc(5000)]) }] });
    const uint32 = (value: number): Buffer => Buffer.from(new Uint32Array([value]).buffer);
    const file = Buffer.from('The float leaks.');
    const names = Buffer.from('\x02\0float.txt\0C:\\notes\\float.txt\0\0\0\x03\0', 'latin1');
    const temporary = Buffer.from('C:\\temp\\float.txt\0', 'latin1');
    const packaged = [uint32(0), names, uint32(temporary.length), temporary, uint32(file.length), file];
    const contract = readFileSync(new URL('../../../fixtures/drive/service-contract.doc', import.meta.url));
    const objects = [stream('\u0001Ole10Native', Buffer.concat(packaged)), contract, stream('Equation Native', file), file];
    const { sections, warnings } = await read(
      'outer.docx',
      word(
        paragraph('outside'),
        objects.map((content, n) => ({ type: 'oleObject', target: `embeddings/oleObject${n}.bin`, content })),
      ),
    );
    expect(sections.slice(0, 2)).toEqual([{ text: 'outside' }, { text: 'The float leaks.', part: 'float.txt' }]);
    expect([...new Set(sections.map(({ part }) => part))]).toEqual([undefined, 'float.txt', 'oleObject1.doc']);
    expect(warnings).toEqual([]);
  });

  it('says which parts beside the body cannot be read to their end', async () => {
    const deep = '<a>'.repeat(20_000);
    const parts = ['footnotes', 'comments', 'header', 'chart'].map((type) => ({ type, target: `${type}.xml`, content: deep }));
    const { sections, warnings } = await read('broken.docx', word(paragraph('whole'), parts));
    expect(sections).toEqual([{ text: 'whole' }]);
    expect(warnings).toEqual([
      'Notes: Only a part of it was read: it is nested too deeply',
      'Comments: Only a part of it was read: it is nested too deeply',
      'A diagram: Only a part of it was read: it is nested too deeply',
      'Headers and footers: Only a part of it was read: it is nested too deeply',
    ]);
  });

  it.each([
    ['a text of 300 MB in one piece', word(`<w:p><w:r><w:t>${'a'.repeat(300 * MB)}</w:t></w:r></w:p>`), /first 1000 characters/],
    ['300,000 paragraphs within each other', word('<w:p>'.repeat(300_000)), /nested too deeply/],
    ['billions of laughs', word(`<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>${paragraph('&b;x')}`), /^$/],
  ])('survives %s', async (_, bytes, words) => {
    const result = await extractBytes('bomb.docx', bytes, { maxCharacters: 1000 });
    expect(saidOf(result)).toMatch(words);
  });
});

function saidOf(result: ExtractionResult): string {
  return result.state === 'failed' ? result.message : result.extracted.warnings.join();
}

function workbook(
  rows: string,
  { strings = '', styles = '', sheets = '<sheet name="Only" sheetId="1" r:id="r1"/>', extra = '' } = {},
): Buffer {
  return ooxml('xl/workbook.xml', `<workbook>${extra}<sheets>${sheets}</sheets></workbook>`, [
    { type: 'worksheet', target: 'worksheets/sheet1.xml', content: `<worksheet><sheetData>${rows}</sheetData></worksheet>` },
    {
      type: 'worksheet',
      target: 'worksheets/sheet2.xml',
      content: '<worksheet><sheetData><row><c><v>2</v></c></row></sheetData></worksheet>',
    },
    { type: 'sharedStrings', target: 'sharedStrings.xml', content: `<sst>${strings}</sst>` },
    { type: 'styles', target: 'styles.xml', content: `<styleSheet>${styles}</styleSheet>` },
  ]);
}

describe('Excel', () => {
  it('shows strings, results, truth values, dates, percentages and numbers without noise', async () => {
    const styles =
      '<numFmts><numFmt numFmtId="170" formatCode="dd/mm/yyyy\\ hh:mm"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="10"/><xf numFmtId="170"/></cellXfs>';
    const strings = '<si><t>plain</t></si><si><r><t>ri</t></r><r><t>ch</t></r><rPh><t>reading</t></rPh></si>';
    const rows = `<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="str"><f>A1&amp;"!"</f><v>plain!</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c></row>
      <row><c s="1"><v>45418</v></c><c s="2"><v>0.125</v></c><c s="3"><v>45418.5</v></c><c><v>0.30000000000000004</v></c><c/><c t="s"><v>99</v></c><c><v>7</v></c></row>`;
    const { sections } = await read('kinds.xlsx', workbook(rows, { strings, styles }));
    expect(sections[0]).toEqual({
      text: 'plain\trich\tplain!\tTRUE\t#N/A\n2024-05-06\t12.50%\t2024-05-06 12:00\t0.3\t7',
      heading: 'Only',
      page: 1,
    });
  });

  it.each([
    ['45418', 'yyyy\\-mm\\-dd;@', '2024-05-06'],
    ['45418.75', '[$-409]h:mm AM/PM;@', '18:00'],
    ['1.5', '[h]:mm', '36:00'],
    ['1234.5', '#,##0.00" kg"', '1234.50'],
    ['0.5', '0%', '50%'],
    ['7', '"day" 0', '7'],
    ['12.3456', 'General', '12.3456'],
    ['1234567', '0.00E+00', '1234567'],
    ['-3', 'yyyy', '-3'],
    ['many', '0.00', 'many'],
  ])('shows %s in the format %s as %s', (raw, code, shown) => {
    expect(showNumber(raw, kindOfCode(code), false)).toBe(shown);
  });

  it('counts days from 1904 where the workbook says so, and keeps the order of its sheets', async () => {
    const styles = '<cellXfs><xf numFmtId="14"/></cellXfs>';
    const sheets = '<sheet name="Second" r:id="r2" sheetId="1"/><sheet name="First" r:id="r1" sheetId="2" state="hidden"/>';
    const bytes = workbook('<row><c s="0"><v>1</v></c></row>', { styles, sheets, extra: '<workbookPr date1904="1"/>' });
    expect((await read('mac.xlsx', bytes)).sections).toEqual([
      { text: '1904-01-03', heading: 'Second', page: 1 },
      { text: '1904-01-02', heading: 'First', page: 2 },
    ]);
    const cut = await read('mac.xlsx', bytes, { maxPages: 1 });
    expect(cut).toMatchObject({ pages: 2, warnings: ['Only the first 1 of 2 sheets were read'] });
  });

  it('stops early: a million rows are not read to their end', async () => {
    const bytes = workbook('<row><c><v>12345678</v></c></row>'.repeat(1_000_000));
    const before = process.cpuUsage();
    const { sections, warnings } = await read('long.xlsx', bytes, { maxCharacters: 10_000 });
    expect(sections[0]?.text.length).toBeLessThanOrEqual(10_000);
    expect(warnings).toEqual(['Only the first 10000 characters were read']);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(1000);
  });

  it('tells what stands in the margins of its sheets, without the fields that Excel fills in', async () => {
    const margins = [
      '<oddHeader>&amp;L&amp;"Arial,Bold"&amp;14Confidential: tariffs &amp;&amp; duties&amp;C&amp;A&amp;R&amp;D</oddHeader>',
      '<oddFooter>&amp;LPage &amp;P of &amp;N&amp;RPrepared by Ada King, page &amp;P</oddFooter>',
    ];
    const content = `<worksheet><sheetData><row><c><v>7</v></c></row></sheetData><headerFooter>${margins.join('')}</headerFooter></worksheet>`;
    const bytes = ooxml('xl/workbook.xml', '<workbook><sheets><sheet name="Only" r:id="r1"/></sheets></workbook>', [
      { type: 'worksheet', target: 'worksheets/sheet1.xml', content },
    ]);
    expect((await read('margins.xlsx', bytes)).sections[0]?.text).toBe(
      '7\nConfidential: tariffs & duties\nPrepared by Ada King, page',
    );
  });

  it('reads the first 64 MB of its shared texts, and says so', async () => {
    const strings = `<si><t>first</t></si><si><t>${'x'.repeat(66 * MB)}</t></si><si><t>last</t></si>`;
    const { sections, warnings } = await read(
      'strings.xlsx',
      workbook('<row><c t="s"><v>0</v></c><c t="s"><v>2</v></c></row>', { strings }),
    );
    expect(sections[0]?.text).toBe('first');
    expect(warnings).toEqual(['Not all texts of its cells were read. Only the first 64 MB of its content were read']);
  });
});

describe('PowerPoint', () => {
  const slide = (title: string, text: string): string =>
    `<p:sld><p:sp><p:txBody><a:p><a:t>${text}</a:t></a:p></p:txBody></p:sp><p:sp><p:nvPr><p:ph type="ctrTitle"/></p:nvPr><a:p><a:t>${title}</a:t></a:p></p:sp><p:sp><p:nvPr><p:ph type="ftr"/></p:nvPr><a:p><a:t>everywhere</a:t></a:p></p:sp><p:sp><p:nvPr><p:ph type="sldNum"/></p:nvPr><a:p><a:fld type="slidenum"><a:t>77</a:t></a:fld></a:p></p:sp></p:sld>`;
  const deck = (second: string): Buffer =>
    ooxml(
      'ppt/presentation.xml',
      '<p:presentation><p:sldIdLst><p:sldId id="256" r:id="r2"/><p:sldId r:id="r1" id="257"/></p:sldIdLst></p:presentation>',
      [
        { type: 'slide', target: 'slides/slide1.xml', content: slide('Written first', 'one') },
        { type: 'slide', target: 'slides/slide2.xml', content: second },
      ],
    );

  it('keeps the order of the presentation, tells titles, and a footer once', async () => {
    expect(await read('deck.pptx', deck(slide('Shown first', 'two')))).toMatchObject({
      title: 'Shown first',
      pages: 2,
      sections: [
        { heading: 'Shown first', text: 'two\n\neverywhere', page: 1 },
        { heading: 'Written first', text: 'one', page: 2 },
      ],
      warnings: [],
    });
  });

  it('names a slide that cannot be read to its end, and reads the others', async () => {
    const { sections, warnings } = await read('deep.pptx', deck('<a>'.repeat(20_000)));
    expect(warnings).toEqual(['Slide 1: Only a part of it was read: it is nested too deeply']);
    expect(sections).toEqual([{ heading: 'Written first', text: 'one\n\neverywhere', page: 2 }]);
  });
});

describe('OpenDocument', () => {
  const odf = (kind: string, body: string, others: ZipPart[] = []): Buffer =>
    zipFile([
      { name: 'mimetype', content: `application/vnd.oasis.opendocument.${kind}`, isStored: true },
      { name: 'content.xml', content: `<office:document-content><office:body>${body}</office:body></office:document-content>` },
      ...others,
    ]);

  it('is called encrypted when its manifest says so', async () => {
    const manifest = '<m:manifest><m:file-entry m:full-path="content.xml"><m:encryption-data/></m:file-entry></m:manifest>';
    const bytes = odf('text', 'noise', [{ name: 'META-INF/manifest.xml', content: manifest }]);
    expect(await extractBytes('locked.odt', bytes)).toMatchObject({ state: 'failed', cause: 'encrypted' });
  });

  it('tells cells that stand for millions a limited number of times', async () => {
    const cell = '<table:table-cell table:number-columns-repeated="16384"><text:p>kingfisher</text:p></table:table-cell>';
    const rows = `<table:table-row table:number-rows-repeated="1048576">${cell}</table:table-row>`.repeat(100);
    const bytes = odf(
      'spreadsheet',
      `<office:spreadsheet><table:table table:name="S">${rows}</table:table></office:spreadsheet>`,
    );
    const { sections, warnings } = await read('repeat.ods', bytes);
    expect(sections[0]?.text).toContain('kingfisher\tkingfisher');
    expect(sections[0]?.text.length).toBeLessThan(300_000);
    expect(warnings).toEqual([]);
  });

  it('counts spaces up to a point, and reads a table within a table', async () => {
    const p = (text: string): string => `<text:p>${text}</text:p>`;
    const inner = `<table:table><table:table-row><table:table-cell>${p('a')}</table:table-cell><table:table-cell>${p('b')}</table:table-cell></table:table-row></table:table>`;
    const body = `${p('x<text:s text:c="999999999"/>y')}<table:table><table:table-row><table:table-cell>${inner}</table:table-cell><table:table-cell>${p('c')}</table:table-cell></table:table-row></table:table>`;
    expect(textOf(await read('tables.odt', odf('text', `<office:text>${body}</office:text>`)))).toBe('x y\na\tb\tc');
  });

  it('reads each object within it, and a body that is left in the middle costs no title', async () => {
    const meta = '<office:document-meta><office:meta><dc:title>Still told</dc:title></office:meta></office:document-meta>';
    const bytes = odf('text', `<office:text>${'<text:p>long line</text:p>'.repeat(20_000)}</office:text>`, [
      { name: 'meta.xml', content: meta },
    ]);
    expect(await read('long.odt', bytes, { maxCharacters: 50 })).toMatchObject({
      title: 'Still told',
      warnings: ['Only the first 50 characters were read'],
    });
    const chart =
      '<office:document-content><office:body><chart:title><text:p>Rain by month</text:p></chart:title></office:body></office:document-content>';
    const withChart = odf('text', '<office:text><text:p>above</text:p></office:text>', [
      { name: 'Object 1/content.xml', content: chart },
    ]);
    expect(textOf(await read('chart.odt', withChart))).toBe('above\nRain by month');
  });

  it('says which parts beside the body cannot be read to their end', async () => {
    const deep = `<office:document-styles><office:master-styles>${'<a>'.repeat(20_000)}`;
    const bytes = odf('text', '<office:text><text:p>whole</text:p></office:text>', [
      { name: 'styles.xml', content: deep },
      { name: 'Object 1/content.xml', content: deep },
    ]);
    expect(await read('broken.odt', bytes)).toMatchObject({
      sections: [{ text: 'whole' }],
      warnings: [
        'Headers and footers: Only a part of it was read: it is nested too deeply',
        'Object 1: Only a part of it was read: it is nested too deeply',
      ],
    });
  });

  it('that is one XML file and something else inside is corrupt', async () => {
    expect(await extractBytes('not.fodt', Buffer.from('<html><body>no</body></html>'))).not.toMatchObject({
      reader: 'odf 2',
      state: 'extracted',
    });
    expect(await extractBytes('empty-archive.odt', zipFile([]))).toMatchObject({ state: 'failed', cause: 'corrupt' });
  });
});
