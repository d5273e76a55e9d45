import type { SourceEnvironment } from '../../define-source.ts';
import type { Source } from '../../types.ts';
import { openContent } from './open-content.ts';
import { createQuestions } from './questions.ts';
import { createRootMemory } from './root-memory.ts';
import { createItems, type ItemOptions } from './to-items.ts';
import type { TreeChildren } from './tree-children.ts';
import type { TreeConfig } from './tree-config.ts';
import { lookInChild, walkInChild } from './walk-in-child.ts';
import type { WalkOptions } from './walk-messages.ts';

export interface TreeSourceOptions {
  config: TreeConfig & { id: string; kind: string };
  /** The configured folder or address, by which its root is remembered. */
  place: string;
  children: TreeChildren;
  open: ItemOptions['open'];
}

/** A tree of files as a source. This process never touches it, not even for a stat: its children do, and may hang in it. */
export function createTreeSource(options: TreeSourceOptions, environment: SourceEnvironment): Source {
  const { config, children } = options;
  const memory = createRootMemory(environment.memory, { place: options.place, acceptRoot: config.acceptRoot });
  const questions = createQuestions(children, memory.expectedIdentity);

  function walkOptions(): WalkOptions {
    const { include, exclude, hidden } = config;
    return { include, exclude, hidden, mounts: memory.mounts() };
  }

  return {
    id: config.id,
    kind: config.kind,
    check: (signal) => lookInChild(children, walkOptions(), signal),
    stillHas: (itemId, signal) => questions.hasFile(itemId, signal),
    readAccess: (itemIds, signal) => questions.readAccess(itemIds, signal),
    readContent: (itemId, request) => openContent(children, { itemId, ...request }),
    async *read({ signal }) {
      signal.throwIfAborted();
      const items = createItems(options);
      for await (const batch of walkInChild(children, walkOptions(), signal)) {
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
