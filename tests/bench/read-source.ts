import { z } from 'zod';
import { sourceKinds } from '#indexers/sources/index.ts';

/**
 * A process that reads one source to its end and tells how long it took and how much memory it had at the most. Its
 * argument is the source's configuration as JSON. A process of its own, so that the peak is that of the reading alone.
 */
const given = z.looseObject({ id: z.string(), kind: z.string() }).parse(JSON.parse(process.argv[2] ?? '{}'));
const kind = sourceKinds.find((candidate) => candidate.kind === given.kind);
if (!kind) throw new Error(`unknown kind ${given.kind}`);
const memory = new Map<string, string>();
const source = kind.create(
  { ...kind.config.parse(given), id: given.id, kind: given.kind },
  {
    memory: { get: (key) => memory.get(key), set: (key, value) => void memory.set(key, value) },
    log: () => undefined,
  },
);
const start = performance.now();
let items = 0;
let complete = false;
for await (const change of source.read({ signal: new AbortController().signal })) {
  if (change.type === 'upsert') items++;
  if (change.type === 'complete') complete = change.snapshot;
}
process.stdout.write(JSON.stringify({ items, complete, seconds: (performance.now() - start) / 1000 }));
