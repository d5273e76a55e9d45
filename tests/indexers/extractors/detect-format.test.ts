import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { bytesInput } from '#indexers/extractors/bytes-input.ts';
import { detectFormat } from '#indexers/extractors/detect-format.ts';
import { extractors } from '#indexers/extractors/index.ts';

const fixture = (name: string): Buffer => readFileSync(new URL(`../../../fixtures/${name}`, import.meta.url));
const bytes = (hex: string, length = 600): Buffer => Buffer.concat([Buffer.from(hex, 'hex'), noise(length)]);

async function detect(name: string, content: string | Uint8Array): Promise<[mediaType: string, reader: string | undefined]> {
  const file = bytesInput({ name, mediaType: '', bytes: typeof content === 'string' ? Buffer.from(content) : content });
  const { mediaType, extractor } = await detectFormat(file, extractors);
  return [mediaType, extractor?.name];
}

/** The same every time, and full of control characters. */
function noise(length: number): Buffer {
  let seed = 42;
  return Buffer.from(
    Array.from({ length }, () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      return (seed >> 16) & 255;
    }),
  );
}

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const MAIL = 'From: Ada <ada@fennmark.example>\r\nTo: b@fennmark.example\r\nSubject: Floats\r\n\r\nThey float.\r\n';
const MEMO = 'From: Ada\nTo: everybody\nSubject: Floats\n\nThey float.\n';
const PAGE = '<html><head><title>Floats</title></head><body>They float.</body></html>';

describe('what a file is', () => {
  it.each<[name: string, content: string | Uint8Array, mediaType: string, reader: string | undefined]>([
    ['field-report.pdf', fixture('drive/field-report.pdf'), 'application/pdf', 'pdf'],
    ['field-report.docx', fixture('drive/field-report.pdf'), 'application/pdf', 'pdf'],
    ['field-report', fixture('drive/field-report.pdf'), 'application/pdf', 'pdf'],
    [
      'after-a-header.bin',
      Buffer.concat([Buffer.from('HTTP/1.1 200 OK\r\n\r\n'), fixture('drive/field-report.pdf')]),
      'application/pdf',
      'pdf',
    ],
    ['notice.asc', '-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nThe float leaks.\n', 'text/plain', 'text'],
    ['notice.asc', '-----BEGIN PGP MESSAGE-----\n\nhQEMA1\n', 'application/x-pem-file', undefined],
    ['about-pdf.txt', 'A file that begins with %PDF- is a PDF.', 'text/plain', 'text'],
    ['broken.pdf', noise(600), 'application/pdf', 'pdf'],
    ['really-text.pdf', 'There is nothing but text in here.', 'text/plain', 'text'],
    ['minutes.docx', fixture('drive/minutes.docx'), DOCX, 'docx'],
    ['minutes.doc', fixture('drive/minutes.docx'), DOCX, 'docx'],
    ['minutes.zip', fixture('drive/minutes.docx'), DOCX, 'docx'],
    ['minutes.docx', fixture('drive/minutes.docx').subarray(0, 4000), DOCX, 'docx'],
    ['contract.doc', fixture('drive/service-contract.doc'), 'application/msword', 'doc'],
    ['contract.docx', fixture('drive/service-contract.doc'), 'application/msword', 'doc'],
    ['stock.xls', fixture('drive/stock-2007.xls'), 'application/vnd.ms-excel', 'xls'],
    ['stock.csv', fixture('drive/stock-2007.xls'), 'application/vnd.ms-excel', 'xls'],
    ['review.ppt', fixture('drive/spring-review.ppt'), 'application/vnd.ms-powerpoint', 'ppt'],
    ['dates.msg', fixture('drive/calibration-dates.msg'), 'application/vnd.ms-outlook', 'msg'],
    ['dates', fixture('drive/calibration-dates.msg'), 'application/vnd.ms-outlook', 'msg'],
    ['hydrophones.rtf', fixture('drive/packing-hydrophones.rtf'), 'application/rtf', 'rtf'],
    ['hydrophones.doc', fixture('drive/packing-hydrophones.rtf'), 'application/rtf', 'rtf'],
    ['guide.epub', fixture('drive/field-guide.epub'), 'application/epub+zip', 'epub'],
    ['guide.zip', fixture('drive/field-guide.epub'), 'application/epub+zip', 'epub'],
    ['visits.zip', fixture('drive/site-visits.zip'), 'application/zip', 'zip'],
    ['visits.dat', fixture('drive/site-visits.zip'), 'application/zip', 'zip'],
    ['nothing.zip', Buffer.concat([Buffer.from('504b0506', 'hex'), Buffer.alloc(18)]), 'application/zip', 'zip'],
    ['floats.tgz', fixture('drive/float-workshop.tgz'), 'application/gzip', 'gzip'],
    ['changelog.gz', gzipSync('They float.'), 'application/gzip', 'gzip'],
    ['page.html', PAGE, 'text/html', 'html'],
    ['report.xls', PAGE, 'text/html', 'html'],
    ['page.txt', `\ufeff\n<!-- saved -->\n<!DOCTYPE html>\n${PAGE}`, 'text/html', 'html'],
    ['page.doc', iconv.encode(PAGE, 'utf-16le', { addBOM: true }), 'text/html', 'html'],
    ['page.xhtml', `<?xml version="1.0"?><!DOCTYPE html PUBLIC "x" "y">\n${PAGE}`, 'text/html', 'html'],
    ['fragment.html', 'Words in <b>pieces</b>', 'text/html', 'html'],
    ['about-tags.txt', 'The <html> element comes first.', 'text/plain', 'text'],
    ['notes.md', '# <html>\n', 'text/markdown', 'markdown'],
    ['table.csv', 'a;b\n1;2\n', 'text/csv', 'csv'],
    ['register.xml', fixture('drive/instrument-register.xml'), 'application/xml', 'xml'],
    ['feed', '<?xml version="1.0"?><rss><channel/></rss>', 'application/xml', 'xml'],
    ['drawing.svg', '<svg xmlns="http://www.w3.org/2000/svg"><text>Float</text></svg>', 'image/svg+xml', 'xml'],
    ['letter.xml', '<?xml version="1.0"?><w:wordDocument xmlns:w="x"/>', 'application/xml', 'xml'],
    ['mail.eml', MAIL, 'message/rfc822', 'eml'],
    ['mail', MAIL, 'message/rfc822', 'eml'],
    ['1234.emlx', `${MAIL.length}\n${MAIL}<?xml version="1.0"?>`, 'message/rfc822', 'eml'],
    ['sent.txt', `Message-ID: <1@x>\r\n${MAIL}`, 'message/rfc822', 'eml'],
    ['memo.txt', MEMO, 'text/plain', 'text'],
    ['damaged.eml', 'They float.', 'message/rfc822', 'eml'],
    ['saved.mht', fixture('drive/tide-tables.mht'), 'multipart/related', 'eml'],
    ['saved.doc', fixture('drive/tide-tables.mht'), 'multipart/related', 'eml'],
    ['workshop.mbox', fixture('drive/workshop.mbox'), 'application/mbox', 'mbox'],
    ['Inbox', fixture('drive/workshop.mbox'), 'application/mbox', 'mbox'],
    ['settings.json', '{"float": true}', 'text/plain', 'text'],
    ['make_float.py', '#!/usr/bin/env python3\nprint("float")\n', 'text/plain', 'text'],
    ['floats.sql', 'SELECT * FROM floats;', 'text/plain', 'text'],
    ['what.is.this', 'They float.', 'text/plain', 'text'],
    ['no-extension', 'Größe', 'text/plain', 'text'],
    ['latin', iconv.encode('Größe der Schläuche', 'win1252'), 'text/plain', 'text'],
    ['unicode', iconv.encode('Уровень воды в реке\r\n'.repeat(5), 'utf-16le'), 'text/plain', 'text'],
    ['kanji', iconv.encode('水位計は洪水の間も記録を続けました。\n', 'utf-16be'), 'text/plain', 'text'],
    ['bitmap-of.txt', 'BM is how bitmaps begin.', 'text/plain', 'text'],
    ['mz.txt', 'MZ is how programs begin.', 'text/plain', 'text'],
    ['crashed.log', Buffer.concat([Buffer.alloc(9000), Buffer.from('10:02 float lost\n')]), 'text/plain', 'text'],
    ['empty.txt', '', 'text/plain', 'text'],
    ['server.key', '-----BEGIN PRIVATE KEY-----\nMIIEvQ\n', 'application/x-pem-file', undefined],
    ['server.txt', '-----BEGIN CERTIFICATE-----\nMIIEvQ\n', 'application/x-pem-file', undefined],
    ['print.ps', '%!PS-Adobe-3.0\n', 'application/postscript', undefined],
    ['program.txt', bytes('4d5a900003000000'), 'application/x-msdownload', undefined],
    ['tool', bytes('7f454c4602010100'), 'application/x-elf', undefined],
    ['backup.7z', bytes('377abcaf271c0004'), 'application/x-7z-compressed', undefined],
    ['backup.rar', bytes('526172211a0700'), 'application/x-rar-compressed', undefined],
    ['book.djvu', Buffer.concat([Buffer.from('AT&TFORM'), noise(600)]), 'image/vnd.djvu', undefined],
    ['letter.wpd', bytes('ff575043'), 'application/vnd.wordperfect', undefined],
    ['unknown.bin', noise(600), 'application/octet-stream', undefined],
    ['unknown', noise(600), 'application/octet-stream', undefined],
  ])('is found out for %s', async (name, content, mediaType, reader) => {
    expect(await detect(name, content)).toEqual([mediaType, reader]);
  });

  it('is found out from the beginning of a file, however large it is', async () => {
    let readBytes = 0;
    const file = {
      name: 'huge.log',
      size: 500 * 1024 * 1024,
      read(_: number, length: number) {
        readBytes += length;
        return Buffer.alloc(length, 'water level 3.10 m\n');
      },
    };
    expect((await detectFormat(file, extractors)).mediaType).toBe('text/plain');
    expect(readBytes).toBeLessThanOrEqual(64 * 1024);
  });
});
