import { appendFileSync } from 'node:fs';

/**
 * Loaded into a server that is measured, by `node --import '…/watch-loop.ts?into=FILE'`: writes down when its event loop was held
 * up. Time in which the system ran other programs instead is no blocking of ours, so the computing time of the thread is told too.
 */
const EVERY_MS = 2;
const WORTH_TELLING_MS = 4;
const into = new URL(import.meta.url).searchParams.get('into');

if (into !== null && process.argv[1]?.endsWith('server/main.ts')) {
  let last = performance.now();
  let cpu = computed();
  setInterval(() => {
    const now = performance.now();
    const used = computed();
    const held = now - last - EVERY_MS;
    if (held > WORTH_TELLING_MS) {
      const told = { at: Math.round(performance.timeOrigin + now), held: Math.min(held, used - cpu), wall: held };
      appendFileSync(into, `${JSON.stringify(told)}\n`);
    }
    last = performance.now();
    cpu = computed();
  }, EVERY_MS).unref();
}

/** By this thread, milliseconds. */
function computed(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
