import { runTreeChild } from '../file-tree/tree-child.ts';
import { openDriveTree } from './drive-tree.ts';
import { look } from './look.ts';
import { DrivePlace } from './place.ts';
import { watchDrive } from './watch-drive.ts';

await runTreeChild({
  parsePlace: (value) => DrivePlace.parse(value),
  open: openDriveTree,
  look,
  watch: watchDrive,
});
