/** Counts of one run so far. */
export interface RunProgress {
  phase: 'connecting' | 'reading' | 'indexing' | 'removing' | 'checking' | 'attributing' | 'recognizing' | 'finished';
  seen: number;
  added: number;
  changed: number;
  unchanged: number;
  removed: number;
  excluded: number;
  failed: number;
  /** Removals that wait for a person or a second complete run. */
  held: number;
  /** Folders and items that could not be read and were kept. */
  unreadable: number;
  /** Files opened for extraction. */
  opened: number;
  /** Records written to the index. */
  written: number;
  /** Documents whose authors are others now, because the directory is. */
  attributed: number;
  /** Path being worked on. */
  current?: string;
}

export type RunOutcome =
  | { state: 'complete'; held?: HeldRemoval; remark?: string }
  /** Something was not readable: what is known of it stays. The rest was read and removed as in a complete run. */
  | { state: 'partial'; message: string; held?: HeldRemoval }
  | { state: 'failed'; message: string }
  | { state: 'cancelled'; message: string };

export interface HeldRemoval {
  reason: string;
  count: number;
  /** A few paths, to recognise what it is about. */
  examples: string[];
}

export type RunEvent = { type: 'progress'; progress: RunProgress } | { type: 'end'; progress: RunProgress; outcome: RunOutcome };
