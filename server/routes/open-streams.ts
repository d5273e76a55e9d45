import type { Viewer } from '../access/viewer.ts';
import { AppError } from '../errors.ts';

/** Streams stay open as long as a client likes, and each costs a look at the store every second: nobody may have many. */
export interface OpenStreams {
  /** Call what it returns when the stream ends. Throws `too-many-requests`. */
  open(viewer: Viewer): () => void;
}

/** Of one person; a browser shares one among its windows of a page at most. */
const MOST = 10;

export function createOpenStreams(): OpenStreams {
  const open = new Map<string, number>();
  return {
    open({ uid }) {
      const count = open.get(uid) ?? 0;
      if (count >= MOST) throw new AppError('too-many-requests', `You have ${count} of these open already. Close some windows.`);
      open.set(uid, count + 1);
      return () => {
        const left = (open.get(uid) ?? 0) - 1;
        if (left > 0) open.set(uid, left);
        else open.delete(uid);
      };
    },
  };
}
