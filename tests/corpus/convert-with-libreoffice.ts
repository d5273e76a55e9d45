import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { runCommand } from '../bench/run-command.ts';
import { CONVERTED, SHEET_FORMATS, SLIDE_FORMATS, TEXT_FORMATS } from './recipe.ts';

const SMALL_PAGE = 4000;
const LARGE_PAGE = 200_000;
const FILES_AT_ONCE = 30;

/** Manuals in HTML as text documents, their tables as sheets, their chapters as slides. Goes into a folder for each format. */
export async function convertWithLibreOffice(corpus: string, work: string): Promise<void> {
  mkdirSync(work, { recursive: true });
  const pages = readdirSync(path.join(corpus, 'html'))
    .map((name) => path.join(corpus, 'html', name))
    .filter((file) => statSync(file).size > SMALL_PAGE && statSync(file).size < LARGE_PAGE);
  const withTables = pages.filter((file) => (readFileSync(file, 'utf8').match(/<tr/gi)?.length ?? 0) > 8);
  const texts = spread(pages, CONVERTED.texts);
  const sheets = spread(withTables, CONVERTED.sheets);
  const slides = spread(pages.toReversed(), CONVERTED.slides).map((file, position) => writeSlides(work, { file, position }));
  for (const format of TEXT_FORMATS) await convert({ corpus, work, files: texts, format, from: 'HTML (StarWriter)' });
  for (const format of SHEET_FORMATS) await convert({ corpus, work, files: sheets, format, from: 'HTML (StarCalc)' });
  for (const format of SLIDE_FORMATS) await convert({ corpus, work, files: slides, format });
}

interface Conversion {
  corpus: string;
  work: string;
  files: string[];
  format: string;
  /** LibreOffice's name of the filter that reads; undefined lets it look for itself. */
  from?: string;
}

async function convert({ corpus, work, files, format, from }: Conversion): Promise<void> {
  const to = path.join(corpus, format);
  mkdirSync(to, { recursive: true });
  const settings = `-env:UserInstallation=${pathToFileURL(path.join(work, 'profile')).href}`;
  const filter = from === undefined ? [] : [`--infilter=${from}`];
  for (let at = 0; at < files.length; at += FILES_AT_ONCE) {
    const batch = files.slice(at, at + FILES_AT_ONCE);
    await runCommand('soffice', [settings, '--headless', ...filter, '--convert-to', format, '--outdir', to, ...batch], {
      discard: true,
    });
  }
}

/** A flat OpenDocument presentation: each chapter of a page a slide. */
function writeSlides(work: string, { file, position }: { file: string; position: number }): string {
  const text = readFileSync(file, 'utf8')
    .replace(/<(script|style)[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<!--[\s\S]*?-->/g, ' ');
  const chapters = text.split(/<h[1-3][^>]*>/i).slice(1, 20);
  const slides = chapters.map((chapter) => {
    const [title = '', body = ''] = chapter.split(/<\/h[1-3]>/i, 2).map(plain);
    const lines = body.match(/.{1,400}(?:\s|$)/gs)?.slice(0, 8) ?? [];
    return `<draw:page draw:name="s" draw:master-page-name="d">${frame('title', [title])}${frame('outline', lines)}</draw:page>`;
  });
  const target = path.join(work, `${position} ${path.parse(file).name}.fodp`);
  writeFileSync(target, presentation(slides.join('')));
  return target;
}

function plain(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&[a-z#0-9]+;/gi, ' ')
    .replace(/[<>&\p{Cc}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function frame(kind: 'title' | 'outline', lines: string[]): string {
  const y = kind === 'title' ? '1cm' : '4cm';
  const paragraphs = lines.map((line) => `<text:p>${line}</text:p>`).join('');
  return `<draw:frame presentation:class="${kind}" svg:x="1cm" svg:y="${y}" svg:width="22cm" svg:height="3cm"><draw:text-box>${paragraphs}</draw:text-box></draw:frame>`;
}

function presentation(slides: string): string {
  const spaces = ['office', 'style', 'text', 'drawing:draw', 'presentation']
    .map((name) => {
      const [long = name, short = long] = name.split(':');
      return `xmlns:${short}="urn:oasis:names:tc:opendocument:xmlns:${long}:1.0"`;
    })
    .join(' ');
  return `<?xml version="1.0" encoding="UTF-8"?>
<office:document ${spaces} xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.presentation">
<office:automatic-styles><style:page-layout style:name="p"><style:page-layout-properties fo:page-width="25cm" fo:page-height="19cm"/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="d" style:page-layout-name="p"/></office:master-styles>
<office:body><office:presentation>${slides}</office:presentation></office:body></office:document>`;
}

function spread(files: string[], count: number): string[] {
  const sorted = files.toSorted();
  if (sorted.length <= count) return sorted;
  return Array.from({ length: count }, (_, position) => sorted[Math.floor((position * sorted.length) / count)] ?? '');
}
