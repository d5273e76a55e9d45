import type { SourceEnvironment } from '../../define-source.ts';
import type { Source } from '../../types.ts';
import type { DriveConfig } from './config.ts';
import { createDriveChildren } from './drive-in-child.ts';
import { openContent } from './open-content.ts';
import { createProbe } from './probe.ts';
import { createRootMemory } from './root-memory.ts';
import { createItems } from './to-items.ts';
import { lookInChild, walkInChild } from './walk-in-child.ts';
import type { WalkJob } from './walk-messages.ts';

/** A folder as a source. This process never touches it, not even for a stat: its children do, and may hang in it. */
export function createDriveSource(config: DriveConfig, environment: SourceEnvironment): Source {
  const children = createDriveChildren({ path: config.path, answerWithinMs: config.answerWithin * 1000 });
  const memory = createRootMemory(environment.memory, config);
  const probe = createProbe(children, () => ({ root: config.path, ...memory.expectedIdentity() }));

  function job(): Omit<WalkJob, 'task'> {
    const { path: root, permissions, include, exclude, hidden } = config;
    return { root, permissions, include, exclude, hidden, mounts: memory.mounts() };
  }

  return {
    id: config.id,
    kind: config.kind,
    check: (signal) => lookInChild(children, { task: 'look', ...job() }, signal),
    stillHas: (itemId, signal) => probe.hasFile(itemId, signal),
    readContent: (itemId, options) => openContent(children, { config, itemId, ...options }),
    async *read({ signal }) {
      signal.throwIfAborted();
      const items = createItems(config);
      for await (const batch of walkInChild(children, { task: 'walk', ...job() }, signal)) {
        for (const message of batch) {
          signal.throwIfAborted();
          if (message.type === 'root') memory.require(message);
          if (message.type === 'end') memory.remember(message);
          const change = items.toChange(message);
          if (change !== undefined) yield change;
        }
      }
    },
  };
}
