import { describeSample, takeSample } from '../file-tree/sample.ts';
import type { Findings, WalkOptions } from '../file-tree/walk-messages.ts';
import type { OpenShare } from './open-share.ts';

/** What an administrator wants to know before the first run, from the share and a sample of what is in it. */
export function lookAtShare(open: () => OpenShare, options: WalkOptions): Findings {
  let share: OpenShare;
  try {
    share = open();
    const findings: Findings = [{ level: 'ok', message: `The share answers (read with ${share.engine}, signed)` }];
    return [...findings, ...describeSample(takeSample(share.tree, options), 'is it the right share?')];
  } catch (error) {
    return [{ level: 'error', message: error instanceof Error ? error.message : String(error) }];
  }
}
