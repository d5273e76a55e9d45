import { z } from 'zod';

export const SignInRequest = z.strictObject({ username: z.string().min(1).max(256), password: z.string().min(1).max(1024) });
export type SignInRequest = z.infer<typeof SignInRequest>;

/** `everywhere`: every session of this person, in whatever browser, ends. */
export const SignOutQuery = z.strictObject({
  everywhere: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true'),
});
export type SignOutQuery = z.output<typeof SignOutQuery>;

/** Where the provider's own session can be ended too. */
export const SignOut = z.object({ signOutUrl: z.url() }).meta({ id: 'SignOut' });
export type SignOut = z.infer<typeof SignOut>;

/** Why a sign-in elsewhere, at a provider or a proxy, came to nothing. The client has words for each. */
export const SignInProblem = z.enum([
  'cancelled',
  'interrupted',
  'not-accepted',
  'no-name',
  'not-in-directory',
  'ambiguous',
  'provider-unavailable',
]);
export type SignInProblem = z.infer<typeof SignInProblem>;

export const Me = z
  .object({
    /** Null: nobody is signed in and the sign-in method requires it. */
    user: z
      .object({
        uid: z.string(),
        name: z.string(),
        personId: z.string().nullable(),
        photoUrl: z.string().nullable(),
        isAdmin: z.boolean(),
      })
      .nullable(),
    method: z.enum(['directory', 'oidc', 'proxy', 'open']),
    /** Where one signs in by redirection, and with what; `?returnTo=` a page of this site may be added. Null elsewhere. */
    signInUrl: z.string().nullable(),
    signInWith: z.string().nullable(),
    /** Why whom the proxy vouches for was not let in. */
    problem: SignInProblem.nullable(),
    /** Only in the demo: whom the visitor may become, by `POST /session` with these credentials. */
    demo: z
      .object({
        company: z.string(),
        identities: z.array(
          z.object({
            username: z.string(),
            password: z.string(),
            name: z.string(),
            role: z.string(),
            photoUrl: z.string().nullable(),
          }),
        ),
      })
      .nullable(),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof Me>;
