import type { OcrRules } from '../types/content.ts';
import type { SourceReport } from '../types.ts';
import { findTesseract, usableLanguages } from './tesseract.ts';

/** What an administrator wants to know of OCR for a source. It never keeps a run from being complete. */
export async function checkOcr({ mode, languages }: OcrRules, signal: AbortSignal): Promise<SourceReport['findings']> {
  if (mode === 'off') return [];
  const tesseract = await findTesseract(signal);
  if ('problem' in tesseract) {
    const off = mode === 'auto' ? ', or set "ocr" to "off"' : '';
    const advice = `Install tesseract-ocr and the languages that you need (tesseract-ocr-deu, …)${off}`;
    return [{ level: 'warning', message: `Scanned pages and pictures are found by name only: ${tesseract.problem}. ${advice}` }];
  }
  const usable = usableLanguages(languages, tesseract);
  const missing = (languages ?? []).filter((name) => !usable.includes(name));
  const findings: SourceReport['findings'] = [];
  if (usable.length > 0)
    findings.push({ level: 'ok', message: `Scanned pages and pictures are read by OCR (tesseract: ${usable.join(', ')})` });
  if (missing.length > 0) {
    const packages = missing.map((name) => `tesseract-ocr-${name.replaceAll('_', '-').toLowerCase()}`).join(', ');
    const rest = usable.length > 0 ? '' : ': scanned pages and pictures are found by name only';
    findings.push({ level: 'warning', message: `OCR has no data for ${missing.join(', ')} here${rest}. Install ${packages}` });
  }
  if (!tesseract.findsOrientation)
    findings.push({ level: 'warning', message: 'OCR cannot read pages that lie on their side: install tesseract-ocr-osd' });
  return findings;
}
