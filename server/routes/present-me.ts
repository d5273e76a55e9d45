import type { Response } from 'express';
import type { Viewer } from '../access/viewer.ts';
import type { Context } from '../context.ts';
import type { Me } from '../contract/session.ts';
import { currentProblem } from '../middleware/viewer.ts';
import { photoUrl } from './present-person.ts';

export function presentMe(context: Context, { viewer, response }: { viewer: Viewer; response: Response }): Me {
  const { store, authenticator, demo } = context;
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
    signInUrl: authenticator.method === 'oidc' ? '/api/v1/session/oidc' : null,
    signInWith: authenticator.method === 'oidc' ? authenticator.providerName : null,
    problem: currentProblem(response) ?? null,
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
