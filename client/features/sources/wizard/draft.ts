import type { SourceDraft, SourceField, SourceKindForm, SourceSettings } from '../../../../server/contract/sources.ts';
import { readForTab, writeForTab } from '../../../lib/storage.ts';

/** What stands in the form. A field that nobody has touched is left out and stays at its default. */
export interface Draft {
  /** '' until it is chosen. */
  kind: string;
  id: string;
  /** By the names of the fields. */
  values: Record<string, unknown>;
  /** Never written down, not even for a reload. */
  secrets: Record<string, string>;
  freshnessGoalMinutes: number | null;
}

const DAY_MINUTES = 24 * 60;
const NAMES: Record<string, string> = { ldap: 'directory', drive: 'library', smb: 'share' };

export function beginDraft(kind: string, taken: readonly string[]): Draft {
  return { kind, id: freeName(NAMES[kind] ?? kind, taken), values: {}, secrets: {}, freshnessGoalMinutes: DAY_MINUTES };
}

function freeName(name: string, taken: readonly string[]): string {
  if (!taken.includes(name)) return name;
  for (let number = 2; ; number++) if (!taken.includes(`${name}-${number}`)) return `${name}-${number}`;
}

/** A source as it is, to be changed. */
export function draftOfSettings(settings: SourceSettings, form: SourceKindForm): Draft {
  const { id, kind, freshnessGoalMinutes } = settings;
  const found = form.fields.map(({ name }) => [name, valueAt(settings.settings, name)] as const);
  const values = Object.fromEntries(found.filter(([, value]) => value !== undefined));
  return { id, kind, values, secrets: {}, freshnessGoalMinutes };
}

/** As the server takes it: `tls.caFile` is a key in `tls`; what is empty is left out. */
export function toRequest({ id, kind, values, secrets }: Draft, form: SourceKindForm): SourceDraft & { kind: string } {
  const settings: Record<string, unknown> = {};
  for (const field of form.fields) {
    const value = cleaned(field.secret ? secrets[field.name] : values[field.name]);
    // Null is an answer of its own: no schedule.
    if (value !== undefined) putAt(settings, field.name, value);
  }
  return { id, kind, settings };
}

/** Required fields that are empty; `kept` secrets need not be entered again. */
export function missingFields({ values, secrets }: Draft, fields: readonly SourceField[], kept: readonly string[]): string[] {
  const isEmpty = ({ name, secret }: SourceField) =>
    cleaned(secret ? secrets[name] : values[name]) === undefined && !(secret && kept.includes(name));
  return fields.filter((field) => field.required && isEmpty(field)).map(({ name }) => name);
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return value.trim() === '' ? undefined : value;
  if (isObject(value)) return withoutEmpty(value);
  if (!Array.isArray(value)) return value;
  const lines = value.map((line) => String(line).trim()).filter((line) => line !== '');
  return lines.length === 0 ? undefined : lines;
}

function withoutEmpty(value: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(value).map(([name, one]) => [name, cleaned(one)] as const);
  return Object.fromEntries(entries.filter(([, one]) => one !== undefined));
}

function valueAt(settings: Record<string, unknown>, name: string): unknown {
  const [first = '', ...rest] = name.split('.');
  const value = settings[first];
  return rest.length === 0 ? value : isObject(value) ? valueAt(value, rest.join('.')) : undefined;
}

function putAt(settings: Record<string, unknown>, name: string, value: unknown): void {
  const [first = '', ...rest] = name.split('.');
  if (rest.length === 0) {
    settings[first] = value;
    return;
  }
  const inner = isObject(settings[first]) ? settings[first] : {};
  putAt(inner, rest.join('.'), value);
  settings[first] = inner;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const keyOf = (id: string | undefined) => `atrium.source-draft.${id ?? ''}`;

/** `id` of the source that is changed; a new one has none yet. */
export function keepDraft(id: string | undefined, draft: Draft | undefined): void {
  writeForTab(keyOf(id), draft === undefined ? null : JSON.stringify({ ...draft, secrets: {} }));
}

export function keptDraft(id: string | undefined): Draft | undefined {
  const text = readForTab(keyOf(id));
  if (text === null) return undefined;
  const kept = parsed(text);
  if (!isObject(kept) || typeof kept.kind !== 'string' || typeof kept.id !== 'string' || !isObject(kept.values)) return undefined;
  const goal = typeof kept.freshnessGoalMinutes === 'number' ? kept.freshnessGoalMinutes : null;
  return { kind: kept.kind, id: kept.id, values: kept.values, secrets: {}, freshnessGoalMinutes: goal };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A curious person wrote something else there: begin anew.
    return undefined;
  }
}
