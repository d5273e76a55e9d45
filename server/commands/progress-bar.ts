import type { RunProgress } from '#indexers/types/run.ts';

/** One line in a terminal that is written again and again; elsewhere only its end is written. */
export interface ProgressBar {
  show(progress: RunProgress): void;
  end(progress: RunProgress, outcome: { state: string; message: string | null }): void;
}

const WIDTH = 24;
const TURN_EVERY = 120;

export function createProgressBar(out: NodeJS.WriteStream, label: string): ProgressBar {
  let last = 0;
  return {
    show(progress) {
      const now = Date.now();
      if (!out.isTTY || now - last < TURN_EVERY) return;
      last = now;
      out.write(`\r\x1b[K${clip(`${label} ${bar(progress, now)} ${inWords(progress)}`, out.columns)}`);
    },
    end(progress, { state, message }) {
      if (out.isTTY) out.write('\r\x1b[K');
      out.write(`${label}: ${state}, ${inWords(progress)}${message ? `\n  ${message}` : ''}\n`);
    },
  };
}

/** Done of seen so far; the total is not known while a source is still read, so a light runs through the rest. */
function bar(progress: RunProgress, now: number): string {
  const done = progress.unchanged + progress.added + progress.changed + progress.excluded + progress.failed;
  const filled = progress.seen === 0 ? 0 : Math.min(WIDTH, Math.floor((done / progress.seen) * WIDTH));
  const light = progress.phase === 'reading' ? Math.floor(now / TURN_EVERY) % WIDTH : -1;
  return Array.from({ length: WIDTH }, (_, index) => (index < filled ? '█' : index === light ? '▒' : '░')).join('');
}

function inWords(progress: RunProgress): string {
  const parts: [number, string][] = [
    [progress.added, 'new'],
    [progress.changed, 'changed'],
    [progress.unchanged, 'unchanged'],
    [progress.removed, 'removed'],
    [progress.excluded, 'left out'],
    [progress.failed, 'failed'],
    [progress.unreadable, 'not readable'],
    [progress.held, 'removals held'],
  ];
  const words = parts.filter(([count]) => count > 0).map(([count, word]) => `${count.toLocaleString('en')} ${word}`);
  return [`${progress.seen.toLocaleString('en')} seen`, ...words].join(', ');
}

function clip(text: string, columns: number): string {
  return text.length < columns ? text : `${text.slice(0, columns - 2)}…`;
}
