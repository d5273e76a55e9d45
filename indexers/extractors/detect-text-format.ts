import { hasUtf16Mark, unmarkedUtf16 } from './looks-like-text.ts';

/** Header lines that mails have and other texts rarely begin with. */
const MAIL_HEADERS =
  /^(from|to|cc|bcc|subject|date|sent|received|message-id|mime-version|return-path|reply-to|sender|delivered-to|content-type|in-reply-to|references|dkim-signature|x-[\w-]+):/i;
/** Those that only programs write: a memo has From, To and Subject as well. */
const TRANSPORT_HEADERS = /^(received|message-id|mime-version|return-path|delivered-to|dkim-signature|x-mailer|x-uidl):/im;
const MAX_HEADER_LINES = 200;

/** Keys and certificates: no words, and nothing that belongs into an index. What is only signed is written for everybody. */
const ARMOUR = /^-----BEGIN (?!PGP SIGNED)[A-Z0-9 ]+-----/;
const XML_PROLOG = /^(?:\s+|<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!doctype[^>[]*(?:\[[\s\S]*?\]\s*)?>)*/i;
const ROOT_ELEMENT = /^<([\w.-]+:)?([\w.-]+)/;

/**
 * The media type of something that reads like text, by how it begins; undefined where only its name can tell (Markdown, tables,
 * plain text). `isNote`: its name says that it is plain text, so mails need stronger marks.
 */
export function describeText(head: Uint8Array, { isNote }: { isNote: boolean }): string | undefined {
  const text = textOf(head).replace(/^(?:\ufeff|ï»¿)/, '');
  const start = text.trimStart();
  if (start.startsWith('{\\rtf')) return 'application/rtf';
  if (start.startsWith('%!PS') || start.startsWith('\u0004%!PS')) return 'application/postscript';
  if (ARMOUR.test(start)) return 'application/x-pem-file';
  if (start.startsWith('<')) return describeMarkup(start);
  return describeMail(text, isNote);
}

function textOf(head: Uint8Array): string {
  const utf16 = hasUtf16Mark(head) ? (head[0] === 0xff ? 'utf-16le' : 'utf-16be') : unmarkedUtf16(head);
  if (utf16 !== undefined) return new TextDecoder(utf16).decode(head);
  return Buffer.from(head.buffer, head.byteOffset, head.length).toString('latin1');
}

function describeMarkup(text: string): string | undefined {
  const isXml = text.startsWith('<?xml');
  const prolog = XML_PROLOG.exec(text)?.[0] ?? '';
  const root = ROOT_ELEMENT.exec(text.slice(prolog.length));
  const [, prefix = '', name = ''] = root ?? [];
  if (/^html$/i.test(name) || /<!doctype\s+html/i.test(prolog)) return 'text/html';
  if (/^(head|body|meta|title)$/i.test(name) && !isXml) return 'text/html';
  const known = describeRoot(`${prefix}${name}`, text);
  if (known !== undefined) return known;
  return isXml || /<!doctype/i.test(prolog) || /\sxmlns(:[\w-]+)?=/.test(text.slice(prolog.length, prolog.length + 500))
    ? 'application/xml'
    : undefined;
}

function describeRoot(root: string, text: string): string | undefined {
  if (root === 'svg' || root === 'svg:svg') return 'image/svg+xml';
  if (root === 'w:wordDocument') return 'application/vnd.ms-word.2003+xml';
  if (root === 'Workbook' && text.includes('urn:schemas-microsoft-com:office:spreadsheet'))
    return 'application/vnd.ms-excel.2003+xml';
  if (root === 'pkg:package') return 'application/vnd.ms-office.flat-opc+xml';
  const flat = root === 'office:document' ? /office:mimetype="([\w./-]+)"/.exec(text)?.[1] : undefined;
  return flat === undefined ? undefined : `${flat}-flat-xml`;
}

function describeMail(text: string, isNote: boolean): string | undefined {
  const isBox = /^>?From \S.*\d{4}\s*\r?\n/.test(text);
  // Apple Mail puts the length of the message on a line before it.
  const headers = headerLines(text.replace(/^(?:>?From \S.*|\d{1,10}\s*)\r?\n/, ''));
  const mailHeaders = headers.filter((line) => MAIL_HEADERS.test(line));
  const isSurelyMail = mailHeaders.some((line) => TRANSPORT_HEADERS.test(line));
  if (isBox && mailHeaders.length >= 2) return 'application/mbox';
  if (mailHeaders.length < 2 || (isNote && !isSurelyMail)) return undefined;
  return isWebArchive(headers) ? 'multipart/related' : 'message/rfc822';
}

/** Up to the first empty line, continuation lines aside; none when something else stands among them. */
function headerLines(text: string): string[] {
  const lines: string[] = [];
  for (const line of text.trimStart().split(/\r\n|\n|\r/, MAX_HEADER_LINES)) {
    if (line === '') return lines;
    if (/^[ \t]/.test(line)) {
      lines.push(`${lines.pop() ?? ''} ${line.trim()}`);
    } else if (/^[\x21-\x39\x3b-\x7e]+[ \t]*:/.test(line)) lines.push(line);
    else return lines.length >= 4 ? lines : [];
  }
  return lines;
}

/** A page that a browser or Word saved with its pictures: a mail that nobody sent. */
function isWebArchive(headers: string[]): boolean {
  const has = (pattern: RegExp): boolean => headers.some((line) => pattern.test(line));
  if (has(/^snapshot-content-location:/i)) return true;
  return has(/^content-type:\s*multipart\/related/i) && !has(/^(to|received|message-id|cc):/i);
}
