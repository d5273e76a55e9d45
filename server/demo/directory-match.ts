import type { Filter } from '#indexers/sources/ldap/wire/filter.ts';
import type { DirectoryEntry } from './directory-entries.ts';

/** Whether an entry fits a filter; texts compare without regard to letter case, as most LDAP attributes do (RFC 4518). */
export function entryMatches(entry: DirectoryEntry, filter: Filter): boolean {
  switch (filter.type) {
    case 'and':
      return filter.filters.every((part) => entryMatches(entry, part));
    case 'or':
      return filter.filters.some((part) => entryMatches(entry, part));
    case 'not':
      return !entryMatches(entry, filter.filter);
    case 'present':
      return valuesOf(entry, filter.attribute).length > 0;
    case 'equal':
    case 'approximate':
      return valuesOf(entry, filter.attribute).some((value) => value === fold(filter.value));
    case 'greater-or-equal':
      return valuesOf(entry, filter.attribute).some((value) => value >= fold(filter.value));
    case 'less-or-equal':
      return valuesOf(entry, filter.attribute).some((value) => value <= fold(filter.value));
    case 'substrings':
      return valuesOf(entry, filter.attribute).some((value) => containsInOrder(value, filter));
    case 'extensible':
      return false; // No matching rules here: "undefined" matches nothing (RFC 4511, 4.5.1.7).
    default:
      throw new Error(`unknown filter ${filter satisfies never}`);
  }
}

function containsInOrder(value: string, filter: Extract<Filter, { type: 'substrings' }>): boolean {
  const [initial, final] = [fold(filter.initial), fold(filter.final)];
  if (!value.startsWith(initial)) return false;
  let at = initial.length;
  for (const part of filter.any.map(fold)) {
    const found = value.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return value.length - at >= final.length && value.endsWith(final);
}

function valuesOf(entry: DirectoryEntry, attribute: string): string[] {
  const wanted = attribute.toLowerCase();
  const [, values] = Object.entries(entry.attributes).find(([name]) => name.toLowerCase() === wanted) ?? [];
  return values?.map(fold) ?? [];
}

function fold(value: string | Buffer): string {
  return value.toString().toLowerCase();
}
