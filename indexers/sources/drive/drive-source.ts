import type { SourceEnvironment } from '../../define-source.ts';
import type { Source } from '../../types.ts';
import { createTreeChildren } from '../file-tree/tree-children.ts';
import { createTreeSource } from '../file-tree/tree-source.ts';
import type { DriveConfig } from './config.ts';
import { accessRules } from './permissions.ts';

/** A folder as a source, read in place: whoever reads a file opens it, in a process that may hang. */
export function createDriveSource(config: DriveConfig, environment: SourceEnvironment): Source {
  const { path } = config;
  const children = createTreeChildren({
    entry: new URL('./drive-child.ts', import.meta.url),
    place: { root: path, permissions: accessRules(config), ...(environment.own && { own: environment.own }) },
    name: path,
    answerWithinMs: config.answerWithin * 1000,
  });
  return createTreeSource(
    {
      config,
      place: path,
      children,
      watches: config.watch,
      open: ({ raw, rootPath, seen }) => {
        const absolute = Buffer.from(`${rootPath === '/' ? '' : rootPath}/${raw}`, 'latin1');
        return async () => ({ path: absolute, seen, close: async () => {} });
      },
    },
    environment,
  );
}
