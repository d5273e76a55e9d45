/** The numbers of the records that matter (MS-XLS 2.3). */
export const BIFF = {
  formula: 0x06,
  eof: 0x0a,
  note: 0x1c,
  date1904: 0x22,
  password: 0x2f,
  continued: 0x3c,
  codepage: 0x42,
  sheet: 0x85,
  manyNumbers: 0xbd,
  richLabel: 0xd6,
  cellFormat: 0xe0,
  strings: 0xfc,
  sharedLabel: 0xfd,
  textObject: 0x1b6,
  number: 0x203,
  label: 0x204,
  truth: 0x205,
  formulaText: 0x207,
  shortNumber: 0x27e,
  numberFormat: 0x41e,
  begin: 0x809,
  chartText: 0x100d,
} as const;

export interface BiffRecord {
  type: number;
  data: Buffer;
}

const HEADER_BYTES = 4;
/** MS-XLS 2.1.4. */
const MAX_BYTES = 8224;

/** The records from a place on; ends at the first that cannot be one. */
export function* biffRecords(stream: Buffer, start: number, damaged: () => void): Generator<BiffRecord> {
  let at = start;
  while (at + HEADER_BYTES <= stream.length) {
    const type = stream.readUInt16LE(at);
    const size = stream.readUInt16LE(at + 2);
    const end = at + HEADER_BYTES + size;
    if (size > MAX_BYTES || end > stream.length) break;
    yield { type, data: stream.subarray(at + HEADER_BYTES, end) };
    at = end;
  }
  damaged();
}
