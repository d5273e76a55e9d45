/**
 * File names are bytes, and not all of them are UTF-8. Inside the walk a path is a **raw path**: a string with one character
 * per byte ('latin1'), relative to the root, `/`-separated, '' for the root. Outside it is an **item id**: readable text in which
 * '%', control characters and bytes that are not UTF-8 are written %XX. Both ways lossless, segment by segment, so everything
 * below a folder has the folder's id plus '/' as its prefix.
 */

// The well-formed sequences of RFC 3629 §4, as bytes; anything else outside printable ASCII (and '%') is escaped.
const TWO = '[\\xc2-\\xdf][\\x80-\\xbf]';
const THREE = '\\xe0[\\xa0-\\xbf][\\x80-\\xbf]|[\\xe1-\\xec\\xee\\xef][\\x80-\\xbf]{2}|\\xed[\\x80-\\x9f][\\x80-\\xbf]';
const FOUR = '\\xf0[\\x90-\\xbf][\\x80-\\xbf]{2}|[\\xf1-\\xf3][\\x80-\\xbf]{3}|\\xf4[\\x80-\\x8f][\\x80-\\xbf]{2}';
const TEXT_OR_BYTE = new RegExp(`((?:${TWO}|${THREE}|${FOUR})+)|[^ -$&-~]`, 'g');
const PLAIN = /^[ -$&-~]*$/;

export function rawPathToId(raw: string): string {
  if (PLAIN.test(raw)) return raw;
  return raw.replace(TEXT_OR_BYTE, (piece, text: string | undefined) =>
    text === undefined ? escapeByte(piece) : Buffer.from(text, 'latin1').toString('utf8'),
  );
}

/** Throws for ids that no walk can have made: they must not lead out of the root. */
export function idToRawPath(id: string): string {
  const raw = Buffer.from(id, 'utf8')
    .toString('latin1')
    .replace(/%([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  const segments = raw === '' ? [] : raw.split('/');
  if (segments.some((segment) => segment === '' || segment === '.' || segment === '..' || segment.includes('\0')))
    throw new Error(`"${id}" is not the id of a file`);
  return raw;
}

/** For people and for globs: composed characters (NFC), U+FFFD where the name is not text. */
export function rawPathToText(raw: string): string {
  return PLAIN.test(raw) ? raw : Buffer.from(raw, 'latin1').toString('utf8').normalize('NFC');
}

/** The name as a string that the system turns back into the same bytes; undefined when there is none. */
export function rawPathAsUtf8(raw: string): string | undefined {
  if (PLAIN.test(raw)) return raw;
  const bytes = Buffer.from(raw, 'latin1');
  const text = bytes.toString('utf8');
  return Buffer.from(text, 'utf8').equals(bytes) ? text : undefined;
}

/** What `node:fs` accepts for it. */
export function rawPathToFs(raw: string): string | Buffer {
  return PLAIN.test(raw) ? raw : Buffer.from(raw, 'latin1');
}

export function joinRaw(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

function escapeByte(byte: string): string {
  return `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
