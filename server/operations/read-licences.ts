import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Licence } from '../contract/operations.ts';

const Lock = z.object({
  packages: z.record(z.string(), z.looseObject({ dev: z.boolean().optional(), link: z.boolean().optional() })),
});
const Package = z.looseObject({
  name: z.string(),
  version: z.string(),
  license: z.unknown().optional(),
  licenses: z.unknown().optional(),
  homepage: z.unknown().optional(),
  repository: z.unknown().optional(),
});
const Named = z.looseObject({ type: z.string() });

/**
 * Everything that Atrium is made of: what the lock file says the server needs, and what went into the bundle of the browser.
 * Read from the packages themselves; those of another platform are not there and are left out.
 */
export function readLicences(root: string, bundled: ReadonlySet<string>): Licence[] {
  const { packages } = Lock.parse(JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')));
  const found = Object.entries(packages).flatMap(([place, { dev, link }]) => {
    if (place === '' || link) return [];
    const runs: Licence['runs'] = [...(dev ? [] : ['server' as const]), ...(bundled.has(place) ? ['browser' as const] : [])];
    const described = runs.length > 0 ? readPackage(path.join(root, place, 'package.json')) : undefined;
    return described ? [{ ...described, runs }] : [];
  });
  const unique = Map.groupBy(found, ({ name, version }) => `${name}@${version}`);
  return [...unique.values()]
    .flatMap((same) => same.slice(0, 1).map((one) => ({ ...one, runs: [...new Set(same.flatMap(({ runs }) => runs))] })))
    .sort((a, b) => a.name.localeCompare(b.name, 'en') || a.version.localeCompare(b.version, 'en', { numeric: true }));
}

/** The folder of the package that a module of the bundle is of, as the lock file names it: `node_modules/react`. */
export function packageOf(moduleId: string, root: string): string | undefined {
  const relative = path.relative(root, moduleId.replace(/^\0/, '').replace(/\?.*$/, '')).replaceAll('\\', '/');
  return /^((?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(relative)?.[1];
}

function readPackage(file: string): Omit<Licence, 'runs'> | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  const { name, version, license, licenses, homepage, repository } = Package.parse(JSON.parse(text));
  const licence = licenceOf(license ?? licenses) ?? licenceInText(path.dirname(file)) ?? 'unknown';
  return { name, version, licence, homepage: homepageOf(homepage) ?? homepageOf(repository) };
}

/** Old packages write an object or a list (https://docs.npmjs.com/cli/configuring-npm/package-json#license). */
function licenceOf(said: unknown): string | undefined {
  if (typeof said === 'string') return said;
  if (Array.isArray(said)) return said.map(licenceOf).join(' OR ');
  return Named.safeParse(said).data?.type;
}

/** The grant of the MIT licence, which some packages only have as a text. */
const MIT =
  /Permission is hereby granted, free of charge, to any person obtaining a copy|under the terms of the \[?MIT licen[cs]e/;

function licenceInText(folder: string): string | undefined {
  const texts = readdirSync(folder).filter((name) => /^(licen[cs]e|readme)/i.test(name));
  return texts.some((name) => MIT.test(readFileSync(path.join(folder, name), 'utf8').replace(/\s+/g, ' '))) ? 'MIT' : undefined;
}

function homepageOf(said: unknown): string | null {
  const text = typeof said === 'string' ? said : z.looseObject({ url: z.string() }).safeParse(said).data?.url;
  if (text === undefined) return null;
  const url = text
    .replace(/^git\+/, '')
    .replace(/^git:/, 'https:')
    .replace(/^ssh:\/\/git@/, 'https://')
    .replace(/\.git$/, '');
  const short = /^(?:github:)?([\w.-]+\/[\w.-]+)$/.exec(url)?.[1];
  if (short !== undefined) return `https://github.com/${short}`;
  return /^https?:\/\//.test(url) ? url : null;
}
