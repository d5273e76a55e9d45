import { writeSync } from 'node:fs';
import type { WalkMessage } from './walk-messages.ts';

/** Not standard output: libraries may print there. */
const MESSAGES = 3;
const BATCH = 500;
const LONGEST_SILENCE_MS = 1000;

/**
 * Writes all of it and waits where the reader is slow: that is the walk's back-pressure. When nobody listens any more the
 * process ends, wherever it is in its work.
 */
export function writeOut(bytes: Uint8Array): void {
  let at = 0;
  while (at < bytes.length) {
    try {
      at += writeSync(MESSAGES, bytes, at);
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EPIPE') process.exit(0);
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

export function writeLine(value: unknown): void {
  writeOut(Buffer.from(`${JSON.stringify(value)}\n`, 'utf8'));
}

/** Collects messages into lines of some hundred; never stays silent for more than about a second while it is fed. */
export function createBatchWriter(): { emit(message: WalkMessage): void; flush(): void } {
  let batch: WalkMessage[] = [];
  let writtenAt = Date.now();

  function flush(): void {
    if (batch.length > 0) writeLine(batch);
    batch = [];
    writtenAt = Date.now();
  }

  return {
    emit(message) {
      const isSilent = Date.now() - writtenAt >= LONGEST_SILENCE_MS;
      if (message.type !== 'beat' || isSilent) batch.push(message);
      if (batch.length >= BATCH || isSilent || message.type === 'root') flush();
    },
    flush,
  };
}
