import type { Context } from '../context.ts';
import { Me, SignInRequest } from '../contract/session.ts';
import { AppError } from '../errors.ts';
import { type Route, type RouteInput, route } from './define-route.ts';
import { photoUrl } from './present-person.ts';

export function sessionRoutes(context: Context): Route[] {
  return [
    route(
      { id: 'me', method: 'get', path: '/me', summary: 'Who is asking, and how one signs in here', access: 'public', answer: Me },
      async ({ viewer }) => presentMe(context, viewer),
    ),
    route(
      { id: 'signIn', method: 'post', path: '/session', summary: 'Signs in', access: 'public', body: SignInRequest, answer: Me },
      (input) => signIn(context, input),
    ),
    route(
      { id: 'signOut', method: 'delete', path: '/session', summary: 'Signs out', access: 'public', status: 204 },
      async ({ request, response }) => {
        context.sessions.end(request, response);
        return undefined;
      },
    ),
  ];
}

async function signIn(context: Context, input: RouteInput<unknown, unknown, SignInRequest>): Promise<Me> {
  const identity = await context.authenticator.signIn(input.body, input.signal);
  if (!identity) throw new AppError('wrong-credentials', 'User name or password is wrong.');
  const viewer = context.viewers.ofUid(identity.uid);
  if (!viewer) throw new AppError('forbidden', 'This account is not in the directory that Atrium has read.');
  context.sessions.begin(input.request, input.response, viewer.uid);
  return presentMe(context, viewer);
}

function presentMe(
  { store, authenticator, demo }: Context,
  viewer: { uid: string; name: string; personId: string | undefined; isAdmin: boolean },
): Me {
  const person = viewer.personId === undefined ? undefined : store.directory.person(viewer.personId);
  const isSomebody = viewer.uid !== '';
  return {
    user: isSomebody
      ? {
          uid: viewer.uid,
          name: viewer.name,
          personId: viewer.personId ?? null,
          photoUrl: person ? photoUrl(person.id, person.photoVersion) : null,
          isAdmin: viewer.isAdmin,
        }
      : null,
    method: authenticator.method,
    demo: demo
      ? { company: demo.company, identities: demo.identities.map((identity) => presentIdentity(identity, store)) }
      : null,
  };
}

function presentIdentity(identity: { username: string; password: string; role: string }, store: Context['store']) {
  const person = store.directory.personByUid(identity.username);
  return {
    ...identity,
    name: person?.person.name ?? identity.username,
    photoUrl: person ? photoUrl(person.id, person.photoVersion) : null,
  };
}
