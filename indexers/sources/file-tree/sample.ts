import type { FileTree, TreeNode } from './file-tree.ts';
import { walkTree } from './walk.ts';
import type { Findings, WalkMessage, WalkOptions } from './walk-messages.ts';

const SAMPLE = 500;

export interface Sample {
  files: number;
  unknown: number;
  excluded: number;
  unreadable: string[];
  isWhole: boolean;
  reason: string | undefined;
}

class Enough extends Error {}

/** Walks until a few hundred files are seen. */
export function takeSample<Node extends TreeNode>(tree: FileTree<Node>, options: WalkOptions): Sample {
  const sample: Sample = { files: 0, unknown: 0, excluded: 0, unreadable: [], isWhole: false, reason: undefined };
  const unknown = new Map<number, string>();
  function count(message: WalkMessage): void {
    if (message.type === 'access' && message.access.state === 'unknown') unknown.set(message.number, message.access.reason);
    if (message.type === 'excluded') sample.excluded += 1;
    if (message.type === 'unreadable') sample.unreadable.push(message.id);
    if (message.type !== 'file') return;
    sample.files += 1;
    if (unknown.has(message.access)) sample.unknown += 1;
    sample.reason ??= unknown.get(message.access);
    if (sample.files >= SAMPLE) throw new Enough();
  }
  try {
    walkTree(tree, options, count);
    sample.isWhole = true;
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  }
  return sample;
}

/** `suspicion` is what to think of where there are no files. */
export function describeSample(sample: Sample, suspicion: string): Findings {
  const findings: Findings = [];
  const files = sample.isWhole ? `${sample.files} files` : `the first ${sample.files} files`;
  if (sample.files === 0)
    findings.push({
      level: 'warning',
      message: `No files were found (${sample.excluded} left out by rules): ${suspicion}`,
    });
  else findings.push({ level: 'ok', message: `Looked at ${files}; ${sample.excluded} items are left out by rules` });
  if (sample.unreadable.length > 0)
    findings.push({
      // No reason not to read the rest: what is known of them is kept, and the run says that it was partial.
      level: 'warning',
      message: `Not readable: ${sample.unreadable.slice(0, 5).join(', ')}${sample.unreadable.length > 5 ? ', …' : ''}`,
    });
  if (sample.unknown > 0)
    findings.push({
      level: sample.unknown === sample.files ? 'error' : 'warning',
      message: `Of ${files}, ${sample.unknown} would be seen by nobody: ${sample.reason}`,
    });
  return findings;
}
