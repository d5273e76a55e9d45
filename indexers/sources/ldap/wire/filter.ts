import type { BerWriter } from 'ldapts';

/** A search filter (RFC 4511, 4.5.1.7). Values are bytes, so GUIDs and any spelling of UTF-8 get through unchanged. */
export type Filter =
  | { type: 'and' | 'or'; filters: Filter[] }
  | { type: 'not'; filter: Filter }
  | { type: 'present'; attribute: string }
  | { type: 'equal' | 'greater-or-equal' | 'less-or-equal' | 'approximate'; attribute: string; value: Buffer }
  | { type: 'substrings'; attribute: string; initial: Buffer; any: Buffer[]; final: Buffer }
  | { type: 'extensible'; rule: string; attribute: string; dnAttributes: boolean; value: Buffer };

const COMPARISONS = { equal: 0xa3, 'greater-or-equal': 0xa5, 'less-or-equal': 0xa6, approximate: 0xa8 } as const;

export function and(...filters: Filter[]): Filter {
  return { type: 'and', filters };
}

export function present(attribute: string): Filter {
  return { type: 'present', attribute };
}

export function equal(attribute: string, value: string | Buffer): Filter {
  return { type: 'equal', attribute, value: Buffer.from(value) };
}

export function or(...filters: Filter[]): Filter {
  return { type: 'or', filters };
}

export function atLeast(attribute: string, value: string): Filter {
  return { type: 'greater-or-equal', attribute, value: Buffer.from(value) };
}

export function atMost(attribute: string, value: string): Filter {
  return { type: 'less-or-equal', attribute, value: Buffer.from(value) };
}

/** Matches every entry. */
export const ANY_ENTRY = present('objectClass');

/** Appends the filter to a search request. */
export function writeFilter(writer: BerWriter, filter: Filter): void {
  switch (filter.type) {
    case 'and':
    case 'or':
      writer.startSequence(filter.type === 'and' ? 0xa0 : 0xa1);
      for (const part of filter.filters) writeFilter(writer, part);
      writer.endSequence();
      return;
    case 'not':
      writer.startSequence(0xa2);
      writeFilter(writer, filter.filter);
      writer.endSequence();
      return;
    case 'present':
      writer.writeString(filter.attribute, 0x87);
      return;
    case 'substrings':
      writeSubstrings(writer, filter);
      return;
    case 'extensible':
      writeExtensible(writer, filter);
      return;
    default:
      writer.startSequence(COMPARISONS[filter.type]);
      writer.writeString(filter.attribute);
      writer.writeBuffer(filter.value, 0x04);
      writer.endSequence();
  }
}

function writeSubstrings(writer: BerWriter, filter: Extract<Filter, { type: 'substrings' }>): void {
  writer.startSequence(0xa4);
  writer.writeString(filter.attribute);
  writer.startSequence();
  if (filter.initial.length > 0) writer.writeBuffer(filter.initial, 0x80);
  for (const part of filter.any) writer.writeBuffer(part, 0x81);
  if (filter.final.length > 0) writer.writeBuffer(filter.final, 0x82);
  writer.endSequence();
  writer.endSequence();
}

function writeExtensible(writer: BerWriter, filter: Extract<Filter, { type: 'extensible' }>): void {
  writer.startSequence(0xa9);
  if (filter.rule !== '') writer.writeString(filter.rule, 0x81);
  if (filter.attribute !== '') writer.writeString(filter.attribute, 0x82);
  writer.writeBuffer(filter.value, 0x83);
  if (filter.dnAttributes) writer.writeBoolean(true, 0x84);
  writer.endSequence();
}
