import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { AccessRef } from '#indexers/types.ts';
import { createBench, createShelf, putFile } from './sync-bench.ts';

const SLOTS = Number(process.argv[2]),
  EACH = Number(process.argv[3]);
const signal = AbortSignal.timeout(600_000);
const list = (k: number, share?: string): AccessRef => ({
  state: 'known',
  acl: {
    layers: [
      { what: 'item', entries: [{ effect: 'allow', principal: `group:g${k}` }] },
      ...(share ? [{ what: 'share' as const, entries: [{ effect: 'allow' as const, principal: share }] }] : []),
    ],
  },
});
const bench = createBench(process.argv[4] ?? ':memory:');
const shelf = createShelf();
for (let k = 0; k < SLOTS; k++) {
  const access = list(k);
  for (let n = 0; n < EACH; n++) putFile(shelf, `f${String(k).padStart(6, '0')}/${n}.txt`, { access });
}
let t = performance.now();
await bench.run(shelf, { signal });
console.log('first', Math.round(performance.now() - t));
for (const mode of ['whole', 'half'] as const) {
  bench.sink.calls.length = 0;
  let i = 0;
  const acc = new Map<number, AccessRef>();
  for (const item of shelf.items.values()) {
    const k = Math.floor(i / EACH);
    const n = i % EACH;
    i++;
    if (mode === 'half' && n % 3 === 0) continue;
    const a = acc.get(k) ?? list(k, `group:${mode}`);
    acc.set(k, a);
    shelf.items.set(item.id, { ...item, access: a });
  }
  const h = monitorEventLoopDelay({ resolution: 10 });
  h.enable();
  t = performance.now();
  const r = await bench.run(shelf, { signal });
  h.disable();
  console.log(
    mode,
    Math.round(performance.now() - t),
    'ms',
    r.outcome,
    'writes',
    bench.sink.calls.length,
    'longest block ms',
    Math.round(h.max / 1e6),
  );
}
