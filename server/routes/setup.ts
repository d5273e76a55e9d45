import { whoAsks } from '../audit/who-asks.ts';
import type { Context } from '../context.ts';
import { Me } from '../contract/session.ts';
import {
  Administrators,
  AdministratorsRequest,
  CandidatesQuery,
  CandidatesResponse,
  SetupRequest,
  SetupState,
} from '../contract/sources.ts';
import { AppError } from '../errors.ts';
import { SETUP_VIEWER } from '../setup/setup.ts';
import { type Route, type RouteInput, route } from './define-route.ts';
import { presentMe } from './present-me.ts';

/** How the first administrator comes in, and who administers. */
export function setupRoutes(context: Context): Route[] {
  const { administrators, audit } = context;
  return [
    route(
      {
        id: 'setupState',
        method: 'get',
        path: '/setup',
        summary: 'Whether this installation waits for its first administrator',
        access: 'public',
        answer: SetupState,
      },
      async (input) => presentSetup(context, input),
    ),
    route(
      {
        id: 'enterSetup',
        method: 'post',
        path: '/session/setup',
        summary: 'Begins the setup with the code that the server printed',
        access: 'public',
        body: SetupRequest,
        answer: Me,
      },
      (input) => enter(context, input),
    ),
    route(
      {
        id: 'administrators',
        method: 'get',
        path: '/admin/administrators',
        summary: 'Who administers',
        access: 'admin',
        answer: Administrators,
      },
      async () => administrators.present(),
    ),
    route(
      {
        id: 'setAdministrators',
        method: 'put',
        path: '/admin/administrators',
        summary: 'Chooses who administers, besides those of the configuration file',
        access: 'admin',
        body: AdministratorsRequest,
        answer: Administrators,
      },
      async ({ body: { items }, ...who }) => {
        administrators.set(items, whoAsks(who).actor);
        audit.record({ ...whoAsks(who), action: 'administrators', outcome: 'done', details: items.join(', ') || 'Nobody' });
        return administrators.present();
      },
    ),
    route(
      {
        id: 'administratorCandidates',
        method: 'get',
        path: '/admin/administrators/candidates',
        summary: 'People and groups of the directory, by a part of their names',
        access: 'admin',
        query: CandidatesQuery,
        answer: CandidatesResponse,
      },
      async ({ query: { q } }) => ({ items: administrators.candidates(q) }),
    ),
  ];
}

async function enter(context: Context, input: RouteInput<unknown, unknown, SetupRequest>): Promise<Me> {
  const { setup, audit } = context;
  const { request, response, body } = input;
  const entry = setup.enter(body.code, { request, response });
  const who = { actor: '', address: request.ip, action: 'setup', subject: undefined } as const;
  if (entry.state === 'entered') {
    audit.record({ ...who, outcome: 'done', details: 'The setup address was used' });
    return presentMe(context, { viewer: SETUP_VIEWER, response });
  }
  if (entry.state === 'wrong') audit.record({ ...who, outcome: 'refused', details: 'wrong code' });
  else if (entry.isNews) audit.record({ ...who, outcome: 'refused', details: 'too many wrong codes' });
  if (entry.state === 'wrong')
    throw new AppError(
      'wrong-setup-code',
      'This address was used already, or is not the one that the server printed last. Start the server again to get a new one.',
    );
  response.set('Retry-After', String(entry.retryAfterSeconds));
  throw new AppError('too-many-requests', 'Too many wrong codes. Wait a quarter of an hour, then try again.');
}

function presentSetup(context: Context, { viewer, request }: RouteInput<unknown, unknown, unknown>): SetupState {
  const { setup, administrators, authenticator } = context;
  // Whoever has signed in since is asked as that person.
  const isMine = viewer.uid === SETUP_VIEWER.uid && setup.isSession(request);
  return {
    isNeeded: setup.isNeeded(),
    isMine,
    method: authenticator.method,
    steps: viewer.isAdmin
      ? {
          directory: stepOf(context, 'people'),
          documents: stepOf(context, 'documents'),
          administrator: administrators.canSomebodySignIn(),
        }
      : null,
  };
}

function stepOf({ sources, store }: Context, holds: 'people' | 'documents'): 'none' | 'reading' | 'read' {
  const ids = [...sources].flatMap(([id, source]) => (source.holds === holds && source.managedBy !== undefined ? [id] : []));
  if (ids.length === 0) return 'none';
  return ids.some((id) => store.runs.lastComplete(id) !== undefined) ? 'read' : 'reading';
}
