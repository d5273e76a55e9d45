import type { Event } from '@parcel/watcher';
import { rawPathToId } from '../file-tree/path-id.ts';
import type { WatchMessage } from '../file-tree/watch-messages.ts';
import { createOwnGround } from './own-ground.ts';
import type { DrivePlace } from './place.ts';
import { type OpenRoot, openRoot, requireSameRoot } from './root.ts';

/** How often it says that it lives, and looks whether it still watches what stands at the path. */
const BEAT_MS = 2000;

/**
 * Tells what changes below a folder as the kernel says it (inotify(7)), for as long as the process lives. Only a hint: it says
 * nothing of what other machines write to a share, forgets when there is too much at once, and may not see what is put into a
 * new folder at once, which is why those are told as a whole. Nothing is ever heard of a folder that was exchanged or mounted
 * anew: what is watched is the folder, not its path.
 */
export async function watchDrive(place: DrivePlace, tell: (message: WatchMessage) => void): Promise<void> {
  const root = openRoot(place.root);
  createOwnGround(place.own).refuse(root);
  if (!root.fileSystem.tellsChanges) {
    const { name } = root.fileSystem;
    return tell({
      type: 'unwatched',
      reason: `changes on ${name} are made elsewhere and not told here; they are found by schedule`,
    });
  }
  setInterval(() => tell(isWatched(place, root) ? { type: 'beat' } : { type: 'failed', message: EXCHANGED }), BEAT_MS);
  const { default: watcher } = await import('@parcel/watcher');
  const folder = Buffer.from(root.rawPath, 'latin1').toString('utf8');
  try {
    await watcher.subscribe(folder, (error, events) => {
      if (error === null) tell({ type: 'changed', hints: events.flatMap((event) => hintsOf(event, folder)) });
      else tell({ type: 'failed', message: error.message });
    });
    tell({ type: 'watching' });
  } catch (error) {
    const reason = limitInWords(error);
    if (reason === undefined) throw error;
    tell({ type: 'unwatched', reason });
  }
}

const EXCHANGED = 'the folder was replaced, unmounted or mounted anew';

function isWatched(place: DrivePlace, root: OpenRoot): boolean {
  try {
    requireSameRoot(place.root, root);
    return true;
  } catch {
    // Whatever stands there now, or whether anything does: the next attempt to watch it says why it cannot.
    return false;
  }
}

/** inotify's limits are those of the whole machine, and there is nothing to be gained by trying again. */
function limitInWords(error: unknown): string | undefined {
  if (!(error instanceof Error) || !/no space left|too many open files/i.test(error.message)) return undefined;
  return 'the folder has more folders than may be watched (fs.inotify.max_user_watches, max_user_instances); changes are found by schedule';
}

function hintsOf({ path, type }: Event, folder: string): Extract<WatchMessage, { type: 'changed' }>['hints'] {
  const id = idOf(path, folder);
  const parent = id.includes('/') ? id.slice(0, id.lastIndexOf('/')) : '';
  switch (type) {
    case 'create':
      return [
        { id: parent, what: 'files' },
        { id, what: 'everything' },
      ];
    case 'update':
      return [{ id: parent, what: 'files' }];
    case 'delete':
      return [{ id, what: 'gone' }];
    default:
      return type satisfies never;
  }
}

function idOf(path: string, folder: string): string {
  const relative = path.slice(folder === '/' ? 1 : folder.length + 1);
  return rawPathToId(Buffer.from(relative, 'utf8').toString('latin1'));
}
