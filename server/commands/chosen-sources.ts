import type { ConfiguredSource } from '../configured-source.ts';
import { AppError } from '../errors.ts';

/** The sources that somebody named, in that order; all of them when none was; AppError `not-found` names those that are not there. */
export function chosenSources(sources: ReadonlyMap<string, ConfiguredSource>, ids: string[]): ConfiguredSource[] {
  const unknown = ids.filter((id) => !sources.has(id));
  if (unknown.length > 0) {
    throw new AppError('not-found', `No source is called ${unknown.join(', ')}; there are: ${[...sources.keys()].join(', ')}.`);
  }
  return ids.length === 0 ? [...sources.values()] : ids.flatMap((id) => sources.get(id) ?? []);
}
