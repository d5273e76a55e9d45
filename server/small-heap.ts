import { setFlagsFromString } from 'node:v8';

/** Percent by which the heap may outgrow what was in use after the last collection. */
const GROWTH = 30;

/**
 * Has V8 collect early. Left to itself it lets the heap grow to a multiple of what is in use: a first run over 100,000 people,
 * which uses 130 MB of it, took 750 MB of memory; collected early it takes 470 MB, and a tenth more computing.
 */
export function keepHeapSmall(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH}`);
}
