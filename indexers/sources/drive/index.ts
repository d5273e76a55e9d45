import { defineSource } from '../../define-source.ts';
import { DriveConfig } from './config.ts';
import { createDriveSource } from './drive-source.ts';
import { driveForm } from './form.ts';

/** A folder with documents: local disk, NFS or CIFS mount. */
export const driveSource = defineSource({
  kind: 'drive',
  holds: 'documents',
  config: DriveConfig,
  form: driveForm,
  location: (config) => config.path,
  paths: (config) => config.paths,
  create: createDriveSource,
});
