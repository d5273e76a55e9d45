import { readXmlPart } from '../read-xml-part.ts';
import type { ZipArchive } from '../zip/open-zip.ts';
import { builtInKind, kindOfCode, type NumberKind } from './cell-number.ts';
import type { OoxmlPackage, Relationship } from './open-package.ts';

const MAX_BYTES = 32 * 1024 * 1024;
const MAX_STRINGS_BYTES = 64 * 1024 * 1024;
const MAX_STYLES = 100_000;

export interface Workbook {
  /** In their order, hidden ones too. */
  sheets: { name: string; part: string }[];
  strings: SharedStrings;
  /** By a cell's style. */
  kindOf(style: number): NumberKind;
  isEpoch1904: boolean;
}

export interface SharedStrings {
  get(index: number): string;
  problem?: string;
}

/** What the cells of all sheets refer to. */
export async function readWorkbook({ archive, mainPart }: OoxmlPackage, relationships: Relationship[]): Promise<Workbook> {
  const byId = new Map(relationships.map((relationship) => [relationship.id, relationship]));
  const partOf = (kind: string): string | undefined => relationships.find(({ type }) => type === kind)?.target;
  const sheets: Workbook['sheets'] = [];
  let isEpoch1904 = false;
  await readXmlPart(archive, mainPart, {
    maxBytes: MAX_BYTES,
    handler: {
      open(name, attributes) {
        if (name === 'workbookPr') isEpoch1904 = /^(1|true|on)$/.test(attributes.get('date1904') ?? '');
        if (name !== 'sheet') return;
        const part = byId.get(attributes.prefixed('id') ?? '')?.target;
        if (part !== undefined) sheets.push({ name: attributes.get('name') ?? '', part });
      },
    },
  });
  return {
    sheets,
    isEpoch1904,
    kindOf: await readKinds(archive, partOf('styles')),
    strings: await readSharedStrings(archive, partOf('sharedStrings')),
  };
}

async function readKinds(archive: ZipArchive, part: string | undefined): Promise<(style: number) => NumberKind> {
  const codes = new Map<number, NumberKind>();
  const kinds: NumberKind[] = [];
  let isCellFormat = false;
  if (part !== undefined)
    await readXmlPart(archive, part, {
      maxBytes: MAX_BYTES,
      handler: {
        open(name, attributes) {
          if (name === 'numFmt') codes.set(Number(attributes.get('numFmtId')), kindOfCode(attributes.get('formatCode') ?? ''));
          else if (name === 'cellXfs') isCellFormat = true;
          else if (name === 'xf' && isCellFormat && kinds.length < MAX_STYLES) {
            const id = Number(attributes.get('numFmtId') ?? 0);
            kinds.push(codes.get(id) ?? builtInKind(id));
          }
        },
        close(name) {
          if (name === 'cellXfs') isCellFormat = false;
        },
      },
    });
  return (style) => kinds[style] ?? 'general';
}

/** Each text once for the whole workbook; readings of Japanese words (`rPh`) are left out. */
async function readSharedStrings(archive: ZipArchive, part: string | undefined): Promise<SharedStrings> {
  const strings: string[] = [];
  let text = '';
  let isText = false;
  let isReading = false;
  const result =
    part === undefined
      ? undefined
      : await readXmlPart(archive, part, {
          maxBytes: MAX_STRINGS_BYTES,
          handler: {
            open(name) {
              isText = name === 't' && !isReading;
              if (name === 'rPh') isReading = true;
            },
            text(piece) {
              if (isText) text += piece;
            },
            close(name) {
              isText = false;
              if (name === 'rPh') isReading = false;
              if (name !== 'si') return;
              strings.push(text);
              text = '';
            },
          },
        });
  return {
    get: (index) => strings[index] ?? '',
    ...(result?.problem === undefined ? {} : { problem: `Not all texts of its cells were read. ${result.problem}` }),
  };
}
