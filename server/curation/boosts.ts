import type { Boost } from '../contract/curation.ts';
import type { BoostedDocument } from './curation.ts';
import { createFolderMatch, namesOf } from './glob.ts';

/** All boosts of a document together stay within what one may be. */
const LEAST = 0.25;
const MOST = 4;
/** Folders are looked up once a path, not once a question. */
const PATHS_KEPT = 50_000;

export function compileBoosts(boosts: readonly Boost[]): (document: BoostedDocument) => number {
  if (boosts.length === 0) return () => 1;
  const sources = factors(boosts.map((boost) => boost.on === 'source' && [boost.source, boost.factor]));
  const labels = factors(boosts.map((boost) => boost.on === 'label' && [boost.label, boost.factor]));
  const types = factors(boosts.map((boost) => boost.on === 'mediaType' && [boost.mediaType, boost.factor]));
  const ofFolder = compileFolders(boosts.filter((boost) => boost.on === 'folder'));
  return (document) => {
    const { source, label, mediaType } = document;
    const ofLabel = label === null ? 1 : (labels.get(label) ?? 1);
    const ofType = (types.get(mediaType) ?? 1) * (types.get(`${mediaType.split('/', 1)[0]}/*`) ?? 1);
    return within((sources.get(source) ?? 1) * ofLabel * ofType * ofFolder(document));
  };
}

/** Several boosts of one thing multiply. */
function factors(found: readonly (readonly [string, number] | false)[]): Map<string, number> {
  const sum = new Map<string, number>();
  for (const entry of found) if (entry) sum.set(entry[0], (sum.get(entry[0]) ?? 1) * entry[1]);
  return sum;
}

function compileFolders(boosts: readonly Extract<Boost, { on: 'folder' }>[]): (document: BoostedDocument) => number {
  if (boosts.length === 0) return () => 1;
  const compiled = boosts.map(({ folder, source, factor }) => ({ source, factor, isIn: createFolderMatch(folder) }));
  const known = new Map<string, number>();
  return ({ source, path }) => {
    const key = `${source}:${path}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const names = namesOf(path);
    const fitting = compiled.filter((boost) => (boost.source === undefined || boost.source === source) && boost.isIn(names));
    const factor = fitting.reduce((product, boost) => product * boost.factor, 1);
    if (known.size >= PATHS_KEPT) known.clear();
    known.set(key, factor);
    return factor;
  };
}

function within(factor: number): number {
  return Math.min(MOST, Math.max(LEAST, factor));
}
