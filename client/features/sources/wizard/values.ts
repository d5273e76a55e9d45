import type { SourceField } from '../../../../server/contract/sources.ts';
import { isObject } from './draft.ts';

/** What a field holds, whatever stands there, in the form in which its control wants it. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  // Settings of reading pictures may be an object with more in it.
  if (isObject(value) && typeof value.mode === 'string') return value.mode;
  return typeof value === 'number' ? String(value) : '';
}

export function linesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'string' && value !== '' ? [value] : [];
}

/** Name → text. */
export function rowsOf(value: unknown): [string, string][] {
  return isObject(value) ? Object.entries(value).map(([name, text]) => [name, linesOf(text).join(', ')]) : [];
}

export function mappingOf(value: unknown): Record<string, string[]> {
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([name, from]) => [name, linesOf(from)])) : {};
}

/** What counts: what stands there, or else the default. */
export function currentValue(field: SourceField, values: Record<string, unknown>): unknown {
  return values[field.name] ?? field.default ?? undefined;
}

/** What is wrong with which field. `settings.exclude.0` is about `exclude`. */
export type Problems = ReadonlyMap<string, string>;

export function problemsOf(errors: readonly { path: string; message: string }[], names: readonly string[]): Problems {
  const found = new Map<string, string>();
  for (const { path, message } of errors) {
    const wanted = path.replace(/^settings\./, '');
    const name = names.find((one) => wanted === one || wanted.startsWith(`${one}.`)) ?? wanted;
    if (!found.has(name)) found.set(name, message);
  }
  return found;
}
