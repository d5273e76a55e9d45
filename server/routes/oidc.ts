import { parseCookie, stringifySetCookie } from 'cookie';
import type { Response } from 'express';
import { z } from 'zod';
import { whoAsks } from '../audit/who-asks.ts';
import type { OidcAuthenticator, RedirectOutcome } from '../auth/authenticator.ts';
import { OIDC_CALLBACK } from '../auth/oidc.ts';
import { PENDING_LIMIT } from '../auth/oidc-state.ts';
import { localPage } from '../auth/return-to.ts';
import type { Context } from '../context.ts';
import type { SignInProblem } from '../contract/session.ts';
import { AppError, type ErrorCode } from '../errors.ts';
import { type Route, type RouteInput, route } from './define-route.ts';

const BEGIN = '/session/oidc';

const BeginQuery = z.strictObject({ returnTo: z.string().max(2_000).optional() });
/** Providers add what they like to the answer; what Atrium reads of it is checked by the authenticator. */
const CallbackQuery = z.looseObject({ code: z.string().optional(), state: z.string().optional(), error: z.string().optional() });

type Input<Query> = RouteInput<unknown, Query, unknown>;

/** Sign-in by redirection. Browsers come here by themselves, so what goes wrong is told on a page. */
export function oidcRoutes(context: Context): Route[] {
  return [
    route(
      {
        id: 'signInElsewhere',
        method: 'get',
        path: BEGIN,
        summary: 'Sends the browser to the OpenID provider',
        access: 'public',
        query: BeginQuery,
        mediaType: 'text/html',
        status: 303,
      },
      (input) => begin(context, input),
    ),
    route(
      {
        id: 'signedInElsewhere',
        method: 'get',
        path: OIDC_CALLBACK,
        summary: 'Where the OpenID provider sends the browser back to',
        access: 'public',
        query: CallbackQuery,
        mediaType: 'text/html',
        status: 303,
      },
      (input) => finish(context, input),
    ),
  ];
}

async function begin(context: Context, input: Input<z.output<typeof BeginQuery>>): Promise<undefined> {
  const authenticator = oidcOrThrow(context);
  const returnTo = localPage(input.query.returnTo);
  const begun = await authenticator.begin({ returnTo }, input.signal).catch((error: unknown) => {
    if (!(error instanceof AppError)) throw error;
    context.logger.warn({ err: error }, 'the sign-in service does not answer');
    context.audit.record({ ...whoAsks(input), action: 'sign-in', outcome: 'failed', details: error.message });
    return undefined;
  });
  if (!begun) return refuse(input, 'provider-unavailable', returnTo);
  keepState(context, input.response, begun.state);
  input.response.redirect(303, begun.url);
  return undefined;
}

async function finish(context: Context, input: Input<unknown>): Promise<undefined> {
  const authenticator = oidcOrThrow(context);
  const { request, response } = input;
  const state = parseCookie(request.headers.cookie ?? '')[cookieName(context)];
  const answer = new URL(request.originalUrl, 'http://here.invalid').searchParams;
  const outcome = await authenticator.finish({ answer, state }, input.signal);
  record(context, input, outcome);
  if (outcome.state === 'refused') return refuse(input, outcome.problem, outcome.returnTo);
  keepState(context, response, undefined);
  const { personId, uid, claims } = outcome;
  context.sessions.begin(input, { personId, uid, claims });
  response.redirect(303, `${publicUrlOf(context)}${outcome.returnTo}`);
  return undefined;
}

function oidcOrThrow({ authenticator }: Context): OidcAuthenticator {
  if (authenticator.method === 'oidc') return authenticator;
  throw new AppError('not-found', 'Nobody signs in by redirection here: auth.method is not "oidc".');
}

/** For as long as somebody may take; `undefined` forgets it. */
function keepState(context: Context, response: Response, state: string | undefined): void {
  const maxAge = state === undefined ? 0 : PENDING_LIMIT / 1000;
  // Lax, because the browser comes back from the provider's site.
  const options = { httpOnly: true, sameSite: 'lax', secure: isSecure(context), path: '/', maxAge } as const;
  response.append('Set-Cookie', stringifySetCookie({ name: cookieName(context), value: state ?? '', ...options }));
}

/** With the prefix no site beside ours can plant it, and so sign somebody in as somebody else (RFC 6265bis §4.1.3.2). */
function cookieName(context: Context): string {
  return `${isSecure(context) ? '__Host-' : ''}atrium_sign_in`;
}

function isSecure(context: Context): boolean {
  return publicUrlOf(context).startsWith('https:');
}

function publicUrlOf({ config }: Context): string {
  return config.server.publicUrl?.replace(/\/$/, '') ?? '';
}

function record(context: Context, input: Input<unknown>, outcome: RedirectOutcome): void {
  const { address } = whoAsks(input);
  if (outcome.state === 'signed-in') {
    const { uid } = outcome;
    context.audit.record({ action: 'sign-in', outcome: 'done', actor: uid, address, details: 'at the OpenID provider' });
    return;
  }
  const { problem, details } = outcome;
  // Nobody tried to be somebody, and any site can make a browser come here: it would fill the log for nothing.
  if (problem === 'interrupted') return;
  context.audit.record({
    action: 'sign-in',
    outcome: problem === 'provider-unavailable' ? 'failed' : 'refused',
    actor: '',
    address,
    details,
  });
}

const CODES = {
  cancelled: 'forbidden',
  interrupted: 'invalid-request',
  'not-accepted': 'forbidden',
  'no-name': 'forbidden',
  'not-in-directory': 'forbidden',
  ambiguous: 'forbidden',
  'provider-unavailable': 'provider-unavailable',
} as const satisfies Record<SignInProblem, ErrorCode>;

const WORDS: Record<SignInProblem, string> = {
  cancelled: 'The sign-in was cancelled.',
  interrupted: 'This sign-in was not begun in this browser, took longer than ten minutes, or was finished before. Begin again.',
  'not-accepted': 'The answer of the sign-in service was not accepted. Begin again; the audit log tells an administrator why.',
  'no-name': 'The sign-in service did not say clearly who you are. An administrator finds the cause in the audit log.',
  'not-in-directory': 'This account is not in the directory that Atrium has read.',
  ambiguous: 'Several people of the directory have this name, so it cannot be told who you are.',
  'provider-unavailable': 'The sign-in service does not answer. Try again in a minute.',
};

/** People get the page that explains it, with a way back; programs get the problem itself. Nothing of the provider's words is shown. */
function refuse({ request, response }: Input<unknown>, problem: SignInProblem, returnTo: string): undefined {
  if (request.accepts(['json', 'html']) !== 'html') throw new AppError(CODES[problem], WORDS[problem]);
  response.redirect(303, `/sign-in?${new URLSearchParams({ problem, next: returnTo })}`);
  return undefined;
}
