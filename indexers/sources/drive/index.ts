import { defineSource } from '../../define-source.ts';
import { DriveConfig } from './config.ts';
import { createDriveSource } from './drive-source.ts';

/** A folder with documents: local disk, NFS or CIFS mount. */
export const driveSource = defineSource({
  kind: 'drive',
  holds: 'documents',
  config: DriveConfig,
  location: (config) => config.path,
  create: createDriveSource,
});
