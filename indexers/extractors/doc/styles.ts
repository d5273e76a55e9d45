/** Numbers of Word's own styles, whatever they are called in its language. */
const FIRST_HEADING = 1;
const LAST_HEADING = 9;
const TITLE = 62;
const NO_BASE = 0xfff;
const MAX_STEPS = 11;

/** The numbers of the styles that are headings or based on one (MS-DOC 2.9.271). */
export function readHeadingStyles(sheet: Buffer): ReadonlySet<number> {
  const styles = readStyles(sheet);
  return new Set(styles.keys().filter((number) => isHeading(styles, number)));
}

interface Style {
  kind: number;
  base: number;
}

function readStyles(sheet: Buffer): ReadonlyMap<number, Style> {
  const styles = new Map<number, Style>();
  if (sheet.length < 4) return styles;
  const count = sheet.readUInt16LE(2);
  let at = 2 + sheet.readUInt16LE(0);
  for (let number = 0; number < count && at + 2 <= sheet.length; number += 1) {
    const size = sheet.readUInt16LE(at);
    if (size >= 4 && at + 6 <= sheet.length)
      styles.set(number, { kind: sheet.readUInt16LE(at + 2) & 0xfff, base: sheet.readUInt16LE(at + 4) >> 4 });
    at += 2 + size + (size % 2);
  }
  return styles;
}

function isHeading(styles: ReadonlyMap<number, Style>, number: number): boolean {
  let style = styles.get(number);
  for (let step = 0; step < MAX_STEPS && style !== undefined; step += 1) {
    if ((style.kind >= FIRST_HEADING && style.kind <= LAST_HEADING) || style.kind === TITLE) return true;
    style = style.base === NO_BASE ? undefined : styles.get(style.base);
  }
  return false;
}
