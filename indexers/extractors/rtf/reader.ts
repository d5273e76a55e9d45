import { createRtfCharacters } from './characters.ts';
import { CODEPAGE_WORDS } from './codepages.ts';
import { CHARACTERS, DESTINATIONS, type Destination, PARAGRAPH_ENDS, READ_ANYWAY } from './destinations.ts';
import { createRtfTables } from './tables.ts';
import type { RtfHandler } from './tokenize.ts';

/** What the reader hands over. */
export interface RtfSink {
  paragraph(text: string, destination: 'body' | 'notes' | 'margins', isHeading: boolean): void;
  info(field: 'title' | 'author', text: string): void;
  /** Years to minutes, in the clock of whoever wrote it. */
  time(field: 'created' | 'modified', part: string, number: number): void;
  isFull(): boolean;
}

/** What braces put back. */
interface Group {
  destination: Destination;
  font: number | undefined;
  /** How many characters follow each `\u`. */
  replacements: number;
  style: number;
  outlineLevel: number | undefined;
  isDeleted: boolean;
  /** Of two spellings the second is read, see `ud`. */
  isTwofold: boolean;
}

/** Deeper groups are read as if they were one. */
const MAX_DEPTH = 1000;
const MAX_REPLACEMENTS = 10;
const MAX_INFO = 1000;
const BODY_LEVEL = 9;
const SYMBOLS: ReadonlyMap<string, string> = new Map([
  ['\\', '\\'],
  ['{', '{'],
  ['}', '}'],
  ['~', '\u00a0'],
  ['_', '\u2011'],
  ['\t', '\t'],
]);

/** `isOpen`: whether groups are open, which they are where the file is cut off. */
export function createRtfReader(sink: RtfSink): { handler: RtfHandler; finish(): { isOpen: boolean } } {
  const tables = createRtfTables();
  const lines: Record<Destination, string> = emptyLines();
  const groups: Group[] = [];
  let group = firstGroup();
  let depth = 0;
  /** `\*` was seen: the next word decides. */
  let isOptional = false;
  let defaultFont: number | undefined;
  let documentCodepage: number | undefined;

  const characters = createRtfCharacters((text) => {
    if (!group.isDeleted && group.destination !== 'nowhere') lines[group.destination] += text;
  });

  const handler: RtfHandler = {
    open() {
      characters.end();
      depth += 1;
      if (depth > MAX_DEPTH) return;
      groups.push(group);
      group = { ...group, isTwofold: false, destination: group.isTwofold ? 'nowhere' : group.destination };
    },
    close() {
      characters.end();
      isOptional = false;
      depth = Math.max(0, depth - 1);
      if (depth >= MAX_DEPTH) return;
      const outer = groups.pop();
      if (outer === undefined) return;
      endGroup(outer);
      group = outer;
    },
    word(name, number) {
      if (name === 'u' && number !== undefined) {
        chooseCodepage();
        characters.unicode(number, group.replacements);
        return;
      }
      characters.end();
      if (isOptional) {
        isOptional = false;
        if (!READ_ANYWAY.has(name) && !DESTINATIONS.has(name)) group.destination = 'nowhere';
      }
      readWord(name, number);
    },
    symbol(character) {
      characters.end();
      if (character === '*') isOptional = true;
      else if (character === '\n' || character === '\r') endParagraph();
      else characters.literal(SYMBOLS.get(character) ?? '');
    },
    byte(value) {
      chooseCodepage();
      characters.byte(value);
    },
    text: writeText,
    isDone: sink.isFull,
  };

  return {
    handler,
    finish() {
      characters.end();
      for (const destination of ['body', 'notes', 'margins'] as const) endParagraph(destination);
      return { isOpen: depth > 0 };
    },
  };

  function writeText(text: string): void {
    if (group.destination === 'nowhere' || text === '') return;
    chooseCodepage();
    characters.text(text);
  }

  function chooseCodepage(): void {
    characters.codepage(tables.codepageOf(group.font ?? defaultFont) ?? documentCodepage);
  }

  function readWord(name: string, number: number | undefined): void {
    const destination = DESTINATIONS.get(name);
    if (destination !== undefined) enter(destination);
    else if (group.destination === 'fonts') tables.fontWord(name, number);
    else if (group.destination === 'styles') tables.styleWord(name, number);
    else if (group.destination === 'created' || group.destination === 'modified') sink.time(group.destination, name, number ?? 0);
    else if (PARAGRAPH_ENDS.has(name)) endParagraph();
    else if (CHARACTERS.has(name)) characters.literal(CHARACTERS.get(name) ?? '');
    else setState(name, number);
  }

  function setState(name: string, number: number | undefined): void {
    if (name === 'f') group.font = number;
    else if (name === 'plain') {
      group.font = undefined;
      group.isDeleted = false;
    } else if (name === 'uc') group.replacements = Math.min(MAX_REPLACEMENTS, Math.max(0, number ?? 1));
    else if (name === 'pard') {
      group.style = 0;
      group.outlineLevel = undefined;
    } else if (name === 's') group.style = number ?? 0;
    else if (name === 'outlinelevel') group.outlineLevel = number;
    else if (name === 'deleted') group.isDeleted = number !== 0;
    else if (name === 'upr') group.isTwofold = true;
    else if (name === 'ud') readSecondSpelling();
    else if (name === 'deff') defaultFont = number;
    else if (name === 'ansicpg' && number !== undefined && number > 0) documentCodepage = number;
    else documentCodepage ??= CODEPAGE_WORDS.get(name);
  }

  /** `{\upr{for older readers}{\*\ud{in Unicode}}}`: the first group was skipped. */
  function readSecondSpelling(): void {
    const outer = groups.at(-1);
    if (outer?.isTwofold) group.destination = outer.destination;
  }

  /** What is nowhere stays nowhere; titles and times are those of the file. */
  function enter(destination: Destination): void {
    if (group.destination === 'nowhere') return;
    const isInfo = destination === 'title' || destination === 'author' || destination === 'created' || destination === 'modified';
    if (isInfo && group.destination !== 'info') return;
    group.destination = destination;
  }

  function endGroup(outer: Group): void {
    const { destination } = group;
    if (destination === 'styles') {
      tables.endStyle(lines.styles);
      lines.styles = '';
    }
    lines.fonts = '';
    lines.info = '';
    if (destination === outer.destination) return;
    if (destination === 'title' || destination === 'author') {
      sink.info(destination, lines[destination].slice(0, MAX_INFO));
      lines[destination] = '';
    }
    if (destination === 'notes' || destination === 'margins') endParagraph();
  }

  function endParagraph(destination = group.destination): void {
    if (destination !== 'body' && destination !== 'notes' && destination !== 'margins') return;
    const isHeading = group.outlineLevel === undefined ? tables.isHeadingStyle(group.style) : group.outlineLevel < BODY_LEVEL;
    sink.paragraph(lines[destination], destination, isHeading);
    lines[destination] = '';
  }
}

function firstGroup(): Group {
  return {
    destination: 'body',
    font: undefined,
    replacements: 1,
    style: 0,
    outlineLevel: undefined,
    isDeleted: false,
    isTwofold: false,
  };
}

function emptyLines(): Record<Destination, string> {
  return {
    body: '',
    notes: '',
    margins: '',
    fonts: '',
    styles: '',
    info: '',
    title: '',
    author: '',
    created: '',
    modified: '',
    nowhere: '',
  };
}
