import type { SourceEnvironment } from '../../define-source.ts';
import type { ChangeHint } from '../../types/listing.ts';
import { linesOf, type TreeChildren } from './tree-children.ts';
import { WatchMessage } from './watch-messages.ts';

/** Watches a tree in a process of its own, so that one that hangs in it is only that process. */
export async function* watchInChild(
  children: TreeChildren,
  { signal, log }: { signal: AbortSignal; log: SourceEnvironment['log'] },
): AsyncGenerator<ChangeHint[], void, undefined> {
  const child = children.start({ task: 'watch' });
  try {
    for await (const line of linesOf(child.chunks(signal))) {
      const message = WatchMessage.parse(JSON.parse(line));
      switch (message.type) {
        case 'watching':
          log('info', 'what is saved is found at once', {});
          break;
        case 'changed':
          yield message.hints;
          break;
        case 'beat':
          break;
        case 'unwatched':
          log('info', message.reason, {});
          return;
        case 'failed':
          throw new Error(message.message);
        default:
          message satisfies never;
      }
    }
    signal.throwIfAborted();
    throw new Error(`the watching ended (${child.lastWords()})`);
  } finally {
    child.stop();
  }
}
