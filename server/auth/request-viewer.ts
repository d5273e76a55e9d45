import type { Request } from 'express';
import type { Claims } from '../access/claims.ts';
import type { Viewer } from '../access/viewer.ts';
import { viewerOfClaims, withClaims } from '../access/viewer-of-claims.ts';
import type { Viewers } from '../access/viewers.ts';
import type { SignInProblem } from '../contract/session.ts';
import { SETUP_VIEWER, type Setup } from '../setup/setup.ts';
import type { Authenticator } from './authenticator.ts';
import type { Sessions } from './sessions.ts';

export interface Asking {
  /** Undefined: nobody, who has to sign in. */
  viewer: Viewer | undefined;
  /** Why whom the proxy names was not let in. */
  problem: SignInProblem | undefined;
  /** The session ended with this request: its person is not there any more, and the browser has to forget it. */
  hasEnded: boolean;
}

/** Who is asking, by session or by the proxy's word. Asked again it tells what has changed since, as long streams need. */
export type RequestViewer = (request: Request, options: { isUse: boolean }) => Asking;

export function createRequestViewer(options: {
  authenticator: Authenticator;
  sessions: Sessions;
  viewers: Viewers;
  admins: readonly string[];
  /** Sources of the configuration that hold people. */
  directories: readonly string[];
  /** Who somebody without a session is. */
  visitor(): Viewer | undefined;
  /** How the first administrator comes in. */
  setup?: Pick<Setup, 'isSession' | 'administratorCame'>;
}): RequestViewer {
  const { authenticator, sessions, viewers, admins, directories, visitor, setup } = options;

  function viewerOf({ personId, claims }: { personId: string | undefined; claims: Claims | undefined }): Viewer | undefined {
    // Since the session began a directory may have been configured, and it is the one to say who is somebody.
    if (personId === undefined) return claims && directories.length === 0 ? viewerOfClaims(claims, admins) : undefined;
    const viewer = viewers.ofPerson(personId);
    return viewer && claims ? withClaims(viewer, { claims, admins }) : viewer;
  }

  function ask(request: Request, { isUse }: { isUse: boolean }): Asking {
    const nobody: Asking = { viewer: undefined, problem: undefined, hasEnded: false };
    if (authenticator.method === 'open') return { ...nobody, viewer: visitor() };
    if (authenticator.method === 'proxy') {
      const outcome = authenticator.identify(request);
      if (outcome?.state === 'refused') return { ...nobody, problem: outcome.problem };
      return { ...nobody, viewer: outcome && viewerOf(outcome) };
    }
    const answer = sessions.read(request, { isUse });
    if (answer.state === 'none' || answer.state === 'stale') return { ...nobody, viewer: visitor() };
    const viewer = answer.state === 'valid' ? viewerOf(answer.session) : undefined;
    // Whoever was somebody is nobody now, not the visitor: what is shown must not change under their hands without a word.
    return { ...nobody, viewer, hasEnded: viewer === undefined };
  }

  return (request, o) => {
    const asking = ask(request, o);
    if (asking.viewer?.isAdmin) setup?.administratorCame();
    const isSomebody = asking.viewer !== undefined && asking.viewer.uid !== '';
    return !isSomebody && setup?.isSession(request) ? { ...asking, viewer: SETUP_VIEWER, problem: undefined } : asking;
  };
}
