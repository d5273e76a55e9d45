import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const files = ['server', 'indexers', 'client'].flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root }));
const imports = new Map(files.map((file) => [file, importsOf(file)]));

interface Import {
  target: string;
  typeOnly: boolean;
  specifier: string;
}

/** Imports of our own files, resolved to paths relative to the project. */
function importsOf(file: string): Import[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  const pattern = /^(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'|import\('([^']+)'\)/gm;
  return [...text.matchAll(pattern)].flatMap(([, typeOnly, fixed, lazy]) => {
    const specifier = fixed ?? lazy ?? '';
    const target = resolve(file, specifier);
    return target === undefined ? [] : [{ target, typeOnly: typeOnly !== undefined, specifier }];
  });
}

function resolve(file: string, specifier: string): string | undefined {
  if (specifier.startsWith('#')) return specifier.slice(1);
  if (!specifier.startsWith('.')) return undefined;
  const target = path.posix.join(path.posix.dirname(file), specifier);
  return [target, `${target}.ts`, `${target}.tsx`].find((candidate) => existsSync(path.join(root, candidate))) ?? target;
}

function offences(isAllowed: (file: string, to: Import) => boolean): string[] {
  return [...imports].flatMap(([file, targets]) =>
    targets.filter((to) => !isAllowed(file, to)).map((to) => `${file} → ${to.target}`),
  );
}

const topOf = (file: string) => file.split('/')[0];
const featureOf = (file: string) => /^client\/features\/([^/]+)\//.exec(file)?.[1];

describe('the arrows of the house', () => {
  test('every import leads to a file that is there', () => {
    expect(offences((_file, { target }) => existsSync(path.join(root, target)))).toEqual([]);
  });

  test('indexers know nothing of the server or the client', () => {
    expect(
      offences((file, { target }) => topOf(file) !== 'indexers' || ['indexers', 'package.json'].includes(topOf(target) ?? '')),
    ).toEqual([]);
  });

  test('the server knows nothing of the client', () => {
    expect(offences((file, { target }) => topOf(file) !== 'server' || topOf(target) !== 'client')).toEqual([]);
  });

  test('the client takes from the server only types of the contract', () => {
    expect(
      offences(
        (file, { target, typeOnly }) =>
          topOf(file) !== 'client' || topOf(target) === 'client' || (typeOnly && target.startsWith('server/contract/')),
      ),
    ).toEqual([]);
  });

  test('only the client’s top level brings its features together', () => {
    expect(
      offences((file, { target }) => {
        const from = featureOf(file);
        const to = featureOf(target);
        const isApp = path.posix.dirname(file) === 'client';
        return to === undefined || from === to || isApp;
      }),
    ).toEqual([]);
  });

  test('borders are crossed by # imports, never by climbing out of a folder', () => {
    expect(
      offences(
        (file, { target, specifier }) =>
          topOf(file) === topOf(target) || specifier.startsWith('#') || topOf(file) === 'client' || target === 'package.json',
      ),
    ).toEqual([]);
  });

  test('only access/ writes filters of the search engine', () => {
    const writers = files.filter(
      (file) => /^server\/(search|routes|meilisearch|backup)\//.test(file) && FILTER.test(withoutComments(file)),
    );
    expect(writers).toEqual([]);
  });

  test('there is no circle of imports', () => {
    expect(circles()).toEqual([]);
  });
});

/** What Meilisearch's filter language looks like in a string. */
const FILTER = /['"`][^'"`\n]*\b\w+ (NOT )?(IN \[|EXISTS(?! \()|IS NULL|= ["\\$])/;

function withoutComments(file: string): string {
  return readFileSync(path.join(root, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
}

/** Types included: a circle of types is a circle for the reader as well. */
function circles(): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, trail: string[]): void => {
    const position = trail.indexOf(file);
    if (position >= 0) found.push([...trail.slice(position), file].join(' → '));
    if (position >= 0 || done.has(file)) return;
    for (const { target } of imports.get(file) ?? []) visit(target, [...trail, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  return found;
}
