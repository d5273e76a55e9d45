import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { Drawn } from '../ocr/draw-messages.ts';
import { letProgramEndWithout, spawnChild } from '../spawn-child.ts';
import type { ExtractionResult } from '../types/extraction.ts';
import { type Failed, failed } from './extract-failed.ts';
import { readFrames, type WholeReply } from './extract-frames.ts';
import type { ExtractRequest } from './extract-messages.ts';
import { createWatch, type ExtractionLimits, type Watch } from './extract-watch.ts';

/** One child that reads one file at a time. */
export interface ExtractWorker {
  /**
   * Files wait in line in the child itself, so that it has the next one at hand while we do something else. Throws when the
   * child cannot be started at all, or on abort; whatever the file does to it is a result. Undefined when a file before it
   * ended the child: then this one was not begun.
   */
  run(request: ExtractRequest, signal: AbortSignal): Promise<ExtractionResult | Drawn | undefined>;
  /** False after it was killed or died. */
  isUsable(): boolean;
  /** True while the process exists, also a killed one that hangs in the kernel. */
  isAlive(): boolean;
  filesRead(): number;
  /** As it said after its last file. */
  residentBytes(): number;
  stop(): void;
}

export function startExtractWorker(limits: ExtractionLimits, extractorsModule: string | undefined): ExtractWorker {
  const child = spawnChild({
    entry: new URL('./extract-child.ts', import.meta.url),
    arguments: extractorsModule === undefined ? [] : [extractorsModule],
    // What libraries print to standard output must not be taken for an answer, so that has a pipe of its own.
    stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
    heapMegabytes: limits.heapMegabytes,
    dataBytes: limits.dataBytes,
    isConfined: true,
  });
  const errors = tailOf(child.stderr);
  const ended = Promise.withResolvers<void>();
  // 'close' comes after the last of standard error, which tells running out of memory from a crash.
  child.on('close', () => ended.resolve());
  child.on('error', () => ended.resolve());
  child.stdin?.on('error', () => undefined); // It died; 'close' says how.
  const replies = readFrames(child.stdio[3] as Readable, limits.replyBytes);
  const isAlive = (): boolean => child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  let isUsable = true;
  let filesRead = 0;
  let residentBytes = 0;
  /** Ends with the last file that was sent: answers come in the order of the requests. */
  let line: Promise<void> = Promise.resolve();
  letProgramEndWithout(child);

  function stop(): void {
    isUsable = false;
    child.kill('SIGKILL');
    child.stdin?.destroy();
    child.stderr?.destroy();
    child.stdio[3]?.destroy();
  }

  /** The next reply, or what ended the waiting first; then the child is no good any more. */
  async function nextReply(watch: Watch): Promise<WholeReply | Failed> {
    const died = ended.promise.then(() => describeDeath(child, errors()));
    const reply = replies().catch((error: unknown) => failed('crash', `The process that read it answered nonsense: ${error}`));
    const ends = [died, watch.exceeded, watch.aborted];
    const outcome = await Promise.race([reply, ...ends]);
    return outcome === 'closed' ? Promise.race(ends) : outcome;
  }

  const ready = (async () => {
    const watch = createWatch(child, { ...limits, wallMs: limits.startMs, cpuMs: limits.startMs });
    watch.begin();
    try {
      const outcome = await nextReply(watch);
      if (!('type' in outcome) || outcome.type !== 'ready')
        throw new Error(
          `The process that reads files does not start: ${errors() || ('message' in outcome ? outcome.message : '')}`,
        );
    } finally {
      watch.stop();
    }
  })();
  // Whoever runs the first file gets this error; until then it is nobody's.
  ready.catch(() => stop());

  /** What became of the file whose turn it is. */
  async function answer(watch: Watch): Promise<ExtractionResult | Drawn> {
    watch.begin();
    try {
      const outcome = await nextReply(watch);
      if ('type' in outcome && outcome.type === 'result') {
        filesRead += 1;
        residentBytes = outcome.residentBytes;
        return outcome.result;
      }
      stop();
      return 'state' in outcome ? outcome : failed('crash', 'The process that read it gave no sensible answer');
    } catch (error) {
      stop();
      throw error;
    }
  }

  return {
    async run(request, signal) {
      await ready;
      const watch = createWatch(child, limits, signal);
      child.stdin?.write(`${JSON.stringify(request)}\n`);
      const answered = line.then(() => (isUsable ? answer(watch) : undefined)).finally(() => watch.stop());
      line = answered.then(
        () => undefined,
        () => undefined,
      );
      // Who gives up while others are still before it need not wait for them; when its turn comes, the child is stopped.
      return Promise.race([answered, watch.aborted]);
    },
    isUsable: () => isUsable && isAlive(),
    isAlive,
    filesRead: () => filesRead,
    residentBytes: () => residentBytes,
    stop,
  };
}

function describeDeath(child: ChildProcess, errors: string): Failed {
  const isMemory = /heap out of memory|allocation fail|out of memory/i.test(errors) || child.signalCode === 'SIGKILL';
  if (isMemory) return failed('memory', 'Reading it took more memory than allowed');
  return failed('crash', `The process that read it died (${child.signalCode ?? `code ${child.exitCode}`})`);
}

function tailOf(stream: Readable | null): () => string {
  let text = '';
  stream?.on('data', (chunk: Buffer) => {
    text = (text + chunk.toString('utf8')).slice(-4000);
  });
  return () => text.trim();
}
