import path from 'node:path';

/** The folder of the demo's documents: in the data folder, so that the demo leaves nothing elsewhere. */
export function demoDriveIn(dataDir: string): string {
  return path.join(dataDir, 'demo-drive');
}
