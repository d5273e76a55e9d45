import type { AccessLayer, Principal } from '../types/access.ts';

type Entries = AccessLayer['entries'];

const EVERYONE: Principal = 'everyone';

/**
 * The same word for everybody in fewer entries, so that equal rights give equal lists: what comes after everyone, a second entry
 * about the same party, a "yes" right before everyone's and a last "no" change nothing.
 */
export function shortenEntries(entries: Entries): Entries {
  const seen = new Set<Principal>();
  const kept: Entries = [];
  for (const entry of entries) {
    if (seen.has(EVERYONE)) break;
    if (!seen.has(entry.principal)) kept.push(entry);
    seen.add(entry.principal);
  }
  const last = kept.at(-1);
  if (last?.effect === 'allow' && last.principal === EVERYONE) {
    while (kept.at(-2)?.effect === 'allow') kept.splice(-2, 1);
    return kept;
  }
  while (kept.at(-1)?.effect === 'deny') kept.pop();
  return kept;
}
