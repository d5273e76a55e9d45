/** The key under which what the last `complete` handed over is kept. */
export const CURSOR = 'sync:cursor';
