import { type PptRecord, RECORD, recordAt, recordsBelow, recordsIn, textOf } from './records.ts';

/** A presentation's slides in the order they are shown. */
export interface Presentation {
  slides: PptSlide[];
  /** The document's own record: headers and footers of all slides. */
  document: Buffer;
  isDamaged: boolean;
}

export interface PptSlide {
  /** The slide's record; undefined when it is missing. */
  content: Buffer | undefined;
  notes: Buffer | undefined;
  /** Texts of its placeholders, which lie outside of it: the slide refers to them by number. */
  outline: PptText[];
}

export interface PptText {
  isTitle: boolean;
  text: string;
}

const SLIDES = 0;
const NOTES = 2;
/** Kinds of text (MS-PPT 2.13.33): a title, and one in the middle of the slide. */
const TITLES = [0, 6];

/** Undefined for what is no presentation of PowerPoint 97 or later. */
export function readPresentation(stream: Buffer, currentUser: Buffer | undefined): Presentation | undefined {
  const places = readPlaces(stream, currentUser);
  const record = places === undefined ? undefined : recordAt(stream, places.document);
  if (places === undefined || record?.type !== RECORD.document) return readLeftovers(stream);
  const lists = [...recordsIn(record.data)].filter(({ type }) => type === RECORD.slideList);
  const at = (id: number, type: number): Buffer | undefined => {
    const found = recordAt(stream, places.persisted.get(id) ?? stream.length);
    return found?.type === type ? found.data : undefined;
  };
  const notes = new Map(
    lists
      .filter(({ instance }) => instance === NOTES)
      .flatMap(({ data }) => readList(data))
      .map(({ id }) => at(id, RECORD.notes))
      .filter((content) => content !== undefined)
      .map((content) => [slideOfNotes(content), content]),
  );
  const slides = lists
    .filter(({ instance }) => instance === SLIDES)
    .flatMap(({ data }) => readList(data))
    .map(({ id, slideId, outline }) => ({ content: at(id, RECORD.slide), notes: notes.get(slideId), outline }));
  return { slides, document: record.data, isDamaged: slides.some(({ content }) => content === undefined) };
}

/** Whether the stream's last edit says that everything is encrypted. */
export function isEncrypted(currentUser: Buffer | undefined): boolean {
  return currentUser !== undefined && currentUser.length >= 16 && currentUser.readUInt32LE(12) === 0xf3d1c4df;
}

/**
 * Where the parts are: each time it was saved, only what had changed was appended, with a list of the new places (MS-PPT 2.1.2).
 * The lists are read from the last one back.
 */
function readPlaces(
  stream: Buffer,
  currentUser: Buffer | undefined,
): { document: number; persisted: ReadonlyMap<number, number> } | undefined {
  if (currentUser === undefined || currentUser.length < 20) return undefined;
  const persisted = new Map<number, number>();
  const seen = new Set<number>();
  let documentId: number | undefined;
  let at = currentUser.readUInt32LE(16);
  while (!seen.has(at)) {
    seen.add(at);
    const edit = recordAt(stream, at);
    if (edit?.type !== RECORD.userEdit || edit.data.length < 20) break;
    documentId ??= edit.data.readUInt32LE(16);
    for (const [id, place] of readPersistDirectory(recordAt(stream, edit.data.readUInt32LE(12))))
      if (!persisted.has(id)) persisted.set(id, place);
    at = edit.data.readUInt32LE(8);
    if (at === 0) break;
  }
  const document = documentId === undefined ? undefined : persisted.get(documentId);
  return document === undefined ? undefined : { document, persisted };
}

function* readPersistDirectory(record: PptRecord | undefined): Generator<[number, number]> {
  if (record?.type !== RECORD.persistDirectory) return;
  const { data } = record;
  for (let at = 0; at + 4 <= data.length; ) {
    const first = data.readUInt32LE(at) & 0xfffff;
    const count = data.readUInt32LE(at) >>> 20;
    at += 4;
    for (let index = 0; index < count && at + 4 <= data.length; index += 1, at += 4) yield [first + index, data.readUInt32LE(at)];
  }
}

/** Each slide's entry is followed by the texts of its placeholders: the kind of each, and the text unless it is empty. */
function readList(data: Buffer): { id: number; slideId: number; outline: PptText[] }[] {
  const list: { id: number; slideId: number; outline: PptText[] }[] = [];
  for (const record of recordsIn(data)) {
    if (record.type === RECORD.slidePersist && record.data.length >= 16)
      list.push({ id: record.data.readUInt32LE(0), slideId: record.data.readUInt32LE(12), outline: [] });
    const outline = list.at(-1)?.outline;
    if (record.type === RECORD.textKind) outline?.push({ isTitle: isTitleKind(record), text: '' });
    const placeholder = outline?.at(-1);
    if (placeholder !== undefined) placeholder.text += textOf(record) ?? '';
  }
  return list;
}

export function isTitleKind({ data }: PptRecord): boolean {
  return data.length >= 4 && TITLES.includes(data.readUInt32LE(0));
}

function slideOfNotes(notes: Buffer): number {
  const atom = [...recordsIn(notes)].find(({ type }) => type === RECORD.notesAtom);
  return atom === undefined || atom.data.length < 4 ? 0 : atom.data.readUInt32LE(0);
}

/** Without the lists of a damaged file: all slides there are, in the order they were saved. */
function readLeftovers(stream: Buffer): Presentation | undefined {
  const records = [...recordsIn(stream)];
  const document = records.findLast(({ type }) => type === RECORD.document)?.data;
  const outlines = document === undefined ? [] : slideLists(document);
  const slides = records
    .filter(({ type }) => type === RECORD.slide)
    .map(({ data }, index) => ({ content: data, notes: undefined, outline: outlines[index] ?? [] }));
  if (document === undefined && slides.length === 0) return undefined;
  return { slides, document: document ?? Buffer.alloc(0), isDamaged: true };
}

function slideLists(document: Buffer): PptText[][] {
  return [...recordsBelow(document)]
    .filter(({ type, instance }) => type === RECORD.slideList && instance === SLIDES)
    .flatMap(({ data }) => readList(data))
    .map(({ outline }) => outline);
}
