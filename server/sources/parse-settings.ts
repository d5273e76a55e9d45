import path from 'node:path';
import type { SourceConfig, SourceKind } from '#indexers/define-source.ts';
import { sourceKinds } from '#indexers/sources/index.ts';
import { AppError } from '../errors.ts';

/** Settings of a source as somebody gives them, with its secrets. */
export interface GivenSettings {
  id: string;
  kind: string;
  settings: Record<string, unknown>;
}

/** What is read again if nobody says when. */
export const DEFAULT_SCHEDULE = '*/15 * * * *';

export function kindOf(name: string): SourceKind {
  const kind = sourceKinds.find((candidate) => candidate.kind === name);
  if (kind) return kind;
  const names = sourceKinds.map((candidate) => candidate.kind).join(', ');
  const message = `There are: ${names}.`;
  throw new AppError('invalid-request', `No kind of source is called "${name}". ${message}`, {
    errors: [{ path: 'kind', message }],
  });
}

/** Checks them by the schema of their kind. AppError `invalid-request` names each field that is wrong, as `settings.url`. */
export function parseSettings({ id, kind: name, settings }: GivenSettings): { kind: SourceKind; config: SourceConfig } {
  const kind = kindOf(name);
  const given = withoutNothing(settings);
  const parsed = kind.config.safeParse({ ...given, ...scheduleOf(settings), id, kind: name });
  const issues = parsed.success ? [] : parsed.error.issues;
  const errors = [
    ...issues.flatMap(({ path: where, message, ...issue }) => {
      const keys = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...where, key]) : [where];
      return keys.map((at) => ({ path: pathOf(at), message }));
    }),
    ...relativePaths(given),
  ];
  if (parsed.success && errors.length === 0) return { kind, config: toConfig(parsed.data, { id, kind: name }) };
  const words = errors.map((error) => `${error.path}: ${error.message}`).join('; ');
  throw new AppError('invalid-request', `The source is not set up right: ${words}.`, { errors });
}

/** As the schema put it out: what is in it is the business of its kind. */
function toConfig(data: Record<string, unknown>, o: { id: string; kind: string }): SourceConfig {
  const { schedule } = data;
  return { ...data, ...o, ...(typeof schedule === 'string' && { schedule }) };
}

/** Null asks for no schedule at all. */
function scheduleOf({ schedule }: Record<string, unknown>): { schedule?: string } {
  return schedule === undefined || schedule === '' ? { schedule: DEFAULT_SCHEDULE } : {};
}

/** Forms send empty fields; they mean what leaving them out means. */
export function withoutNothing(settings: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(settings).flatMap(([key, value]): [string, unknown][] => {
      if (value === undefined || value === null || value === '') return [];
      return [[key, isPlainObject(value) ? withoutNothing(value) : value]];
    }),
  );
}

/** In the file they begin at its folder; here there is none. */
function relativePaths(settings: Record<string, unknown>): { path: string; message: string }[] {
  const caFile = isPlainObject(settings.tls) ? settings.tls.caFile : undefined;
  const given: [string, unknown][] = [
    ['settings.path', settings.path],
    ['settings.tls.caFile', caFile],
  ];
  return given.flatMap(([where, value]) =>
    typeof value === 'string' && !path.isAbsolute(value)
      ? [{ path: where, message: 'write the full path, beginning with a slash' }]
      : [],
  );
}

function pathOf(where: PropertyKey[]): string {
  const [first] = where;
  const own = first === 'id' || first === 'kind' ? where : ['settings', ...where];
  return own.map(String).join('.');
}

export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
