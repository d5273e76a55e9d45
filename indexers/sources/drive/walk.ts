import { walkTree } from '../file-tree/walk.ts';
import type { WalkMessage, WalkOptions } from '../file-tree/walk-messages.ts';
import { openDriveTree } from './drive-tree.ts';
import type { DrivePlace } from './walk-messages.ts';

export function walk(job: DrivePlace & WalkOptions, emit: (message: WalkMessage) => void): void {
  const { root, permissions, ...options } = job;
  walkTree(openDriveTree({ root, permissions }), options, emit);
}
