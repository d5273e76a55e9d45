import { whoAsks } from '../audit/who-asks.ts';
import type { SignInOutcome } from '../auth/authenticator.ts';
import { SIGN_IN_REFUSALS } from '../auth/sign-in-refusals.ts';
import type { Context } from '../context.ts';
import { Me, SignInRequest, SignOut, SignOutQuery } from '../contract/session.ts';
import { AppError } from '../errors.ts';
import { type Route, type RouteInput, route } from './define-route.ts';
import { presentMe } from './present-me.ts';

export function sessionRoutes(context: Context): Route[] {
  return [
    route(
      { id: 'me', method: 'get', path: '/me', summary: 'Who is asking, and how one signs in here', access: 'public', answer: Me },
      async ({ viewer, response }) => presentMe(context, { viewer, response }),
    ),
    route(
      { id: 'signIn', method: 'post', path: '/session', summary: 'Signs in', access: 'public', body: SignInRequest, answer: Me },
      (input) => signIn(context, input),
    ),
    route(
      {
        id: 'signOut',
        method: 'delete',
        path: '/session',
        summary: 'Signs out here, or everywhere',
        access: 'public',
        query: SignOutQuery,
        answer: SignOut,
      },
      (input) => signOut(context, input),
    ),
  ];
}

type SignInInput = RouteInput<unknown, unknown, SignInRequest>;

async function signIn(context: Context, input: SignInInput): Promise<Me> {
  const { authenticator, sessions, devices, viewers } = context;
  if (authenticator.method !== 'directory')
    throw new AppError('conflict', `Nobody signs in with a password here: auth.method is "${authenticator.method}".`);
  const attempt = {
    ...input.body,
    address: input.request.ip ?? '',
    browserOf: devices.ownerOf(input.request),
    isKnownDevice: (personId: string) => devices.isKnown(input.request, personId),
  };
  const outcome = await authenticator.signIn(attempt, input.signal).catch((error: unknown) => {
    recordSignIn(context, input, { outcome: 'failed', details: error instanceof AppError ? error.code : 'could not be checked' });
    throw error;
  });
  const viewer = outcome.state === 'signed-in' ? viewers.ofPerson(outcome.personId) : undefined;
  if (outcome.state !== 'signed-in' || !viewer) throw refuse(context, input, outcome);
  recordSignIn(context, input, { outcome: 'done', personId: outcome.personId });
  sessions.begin(input, { personId: outcome.personId, uid: viewer.uid });
  devices.remember(input, outcome.personId);
  return presentMe(context, { viewer, response: input.response });
}

function refuse(context: Context, input: SignInInput, outcome: SignInOutcome): AppError {
  if (outcome.state === 'limited') {
    const { retryAfterSeconds, isNews } = outcome;
    if (isNews) recordSignIn(context, input, { outcome: 'refused', details: 'too many wrong passwords' });
    input.response.set('Retry-After', String(retryAfterSeconds));
    const minutes = Math.ceil(retryAfterSeconds / 60);
    const wait = minutes === 1 ? 'a minute' : `${minutes} minutes`;
    return new AppError('too-many-requests', `Too many wrong passwords. Wait ${wait}, then try again.`);
  }
  const code = outcome.state === 'refused' ? outcome.code : 'not-in-directory';
  recordSignIn(context, input, { outcome: 'refused', details: outcome.state === 'refused' ? outcome.details : code });
  return new AppError(code, SIGN_IN_REFUSALS[code]);
}

function recordSignIn(
  { audit }: Context,
  { body, request }: SignInInput,
  event: { outcome: 'done' | 'refused' | 'failed'; personId?: string; details?: string },
): void {
  const { outcome, personId, details } = event;
  audit.record({ action: 'sign-in', outcome, actor: body.username, subject: personId, address: request.ip, details });
}

/** Without a provider that has a session of its own to end, there is nothing to say. */
async function signOut(context: Context, input: SignOutInput): Promise<SignOut | undefined> {
  const { authenticator } = context;
  endSession(context, input);
  const signOutUrl = authenticator.method === 'oidc' ? await authenticator.signOutUrl(input.signal) : undefined;
  return signOutUrl === undefined ? undefined : { signOutUrl };
}

type SignOutInput = RouteInput<unknown, SignOutQuery, unknown>;

function endSession({ sessions, devices, audit, setup }: Context, input: SignOutInput): void {
  if (setup.leave(input)) audit.record({ ...whoAsks(input), action: 'setup', outcome: 'done', details: 'The setup was left' });
  const owner = sessions.end(input);
  if (owner === undefined) return;
  const who = { ...whoAsks(input), actor: owner.uid };
  if (!input.query.everywhere) {
    audit.record({ ...who, action: 'sign-out', outcome: 'done' });
    return;
  }
  const others = sessions.endAll(owner);
  if (owner.personId !== undefined) devices.forgetPerson(owner.personId);
  audit.record({ ...who, action: 'sign-out', outcome: 'done', details: `everywhere: ${others + 1} sessions` });
}
