import { createHash } from 'node:crypto';
import type { SourceEnvironment } from '../../define-source.ts';
import { checkOcr } from '../../ocr/check-ocr.ts';
import type { ReadOptions, Source } from '../../types.ts';
import { checkNetworkIsolation } from '../../without-network.ts';
import { openContent } from './open-content.ts';
import { createQuestions } from './questions.ts';
import { createRootMemory } from './root-memory.ts';
import { createItems, type ItemOptions } from './to-items.ts';
import type { TreeChildren } from './tree-children.ts';
import type { TreeConfig } from './tree-config.ts';
import { lookInChild, walkInChild } from './walk-in-child.ts';
import type { WalkOptions } from './walk-messages.ts';
import { watchInChild } from './watch-in-child.ts';

/** Raised with every change of what is made of a file that a walk has listed. */
const LISTING_FORMAT = 1;

export interface TreeSourceOptions {
  config: TreeConfig & { id: string; kind: string };
  /** The configured folder or address, by which its root is remembered. */
  place: string;
  children: TreeChildren;
  open: ItemOptions['open'];
  /** Whether its program can watch. */
  watches?: boolean;
}

/** A tree of files as a source. This process never touches it, not even for a stat: its children do, and may hang in it. */
export function createTreeSource(options: TreeSourceOptions, environment: SourceEnvironment): Source {
  const { config, children } = options;
  const memory = createRootMemory(environment.memory, { place: options.place, acceptRoot: config.acceptRoot });
  const questions = createQuestions(children, memory.expectedIdentity);

  function walkOptions(): WalkOptions {
    const { include, exclude, hidden, stableInodes } = config;
    return { include, exclude, hidden, mounts: memory.mounts(), stableInodes };
  }

  /** Whatever is set otherwise, everything is told once more: which setting decides about what is not worth knowing. */
  function listingOptions({ unchanged, from, only }: ReadOptions): Partial<WalkOptions> {
    if (only !== undefined) return { only: [...only] };
    const basis = createHash('sha256')
      .update(JSON.stringify([LISTING_FORMAT, config]))
      .digest('base64url');
    return {
      ...(unchanged !== undefined && { listings: { basis, unchanged: [...unchanged] } }),
      ...(from !== undefined && { from }),
    };
  }

  return {
    id: config.id,
    kind: config.kind,
    ...(options.watches === true && {
      watch: (signal: AbortSignal) => watchInChild(children, { signal, log: environment.log }),
    }),
    async check(signal) {
      const [report, ocr] = await Promise.all([lookInChild(children, walkOptions(), signal), checkOcr(config.ocr, signal)]);
      // Where nothing can be read, how it would be read is no help.
      return { ...report, findings: report.ok ? [...report.findings, ...ocr, ...checkNetworkIsolation()] : report.findings };
    },
    stillHas: (itemId, signal) => questions.hasFile(itemId, signal),
    readAccess: (itemIds, signal) => questions.readAccess(itemIds, signal),
    readContent: (itemId, request) => openContent(children, { itemId, ...request }),
    async *read(wanted) {
      const { signal } = wanted;
      signal.throwIfAborted();
      const items = createItems(options);
      for await (const batch of walkInChild(children, { ...walkOptions(), ...listingOptions(wanted) }, signal)) {
        for (const message of batch) {
          signal.throwIfAborted();
          if (message.type === 'root') memory.require(message);
          if (message.type === 'end' && message.whole) memory.remember(message);
          const change = items.toChange(message);
          if (change !== undefined) yield change;
        }
      }
    },
  };
}
