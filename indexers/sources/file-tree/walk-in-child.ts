import type { SourceReport } from '../../types.ts';
import { linesOf, type TreeChildren } from './tree-children.ts';
import { Findings, type WalkMessage, WalkMessages, type WalkOptions } from './walk-messages.ts';

/**
 * Walks a tree in a process of its own and hands on what it says, in batches and only as fast as they are taken. The last word
 * is `end`; a walk that fails, dies or falls silent throws.
 */
export async function* walkInChild(
  children: TreeChildren,
  options: WalkOptions,
  signal: AbortSignal,
): AsyncGenerator<WalkMessage[], void, undefined> {
  const child = children.start({ task: 'walk', options });
  try {
    for await (const line of linesOf(child.chunks(signal))) {
      const messages = WalkMessages.parse(JSON.parse(line));
      yield messages;
      if (messages.at(-1)?.type === 'end') return;
    }
    throw new Error(`the walk ended before its end (${child.lastWords()})`);
  } finally {
    child.stop();
  }
}

/** Never throws for a place that does not work: that is what it is asked to find out. */
export async function lookInChild(children: TreeChildren, options: WalkOptions, signal: AbortSignal): Promise<SourceReport> {
  const findings: Findings = [];
  try {
    const child = children.start({ task: 'look', options });
    try {
      for await (const line of linesOf(child.chunks(signal))) findings.push(...Findings.parse(JSON.parse(line)));
      if (findings.length === 0) throw new Error(`looking at the folder failed (${child.lastWords()})`);
    } finally {
      child.stop();
    }
  } catch (error) {
    signal.throwIfAborted();
    findings.push({ level: 'error', message: error instanceof Error ? error.message : String(error) });
  }
  return { ok: findings.every(({ level }) => level !== 'error'), findings };
}
