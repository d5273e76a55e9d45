import { userInfo } from 'node:os';
import type { Request } from 'express';
import type { Viewer } from '../access/viewer.ts';

/** Who did it and whence, for a row of the audit log. */
export interface WhoAsks {
  actor: string;
  address: string | undefined;
}

export function whoAsks({ viewer, request }: { viewer: Viewer; request: Request }): WhoAsks {
  return { actor: viewer.uid, address: request.ip };
}

/** Whoever may start commands on the server has no sign-in name here: the system's account is what is known. */
export function whoCommands(): WhoAsks {
  return { actor: `${accountName()} (command line)`, address: undefined };
}

function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    // A number without a name in the system's list of users, as containers have it.
    return `user ${process.getuid?.() ?? 'unknown'}`;
  }
}
