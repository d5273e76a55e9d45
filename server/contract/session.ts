import { z } from 'zod';

export const SignInRequest = z.strictObject({ username: z.string().min(1).max(256), password: z.string().min(1).max(1024) });
export type SignInRequest = z.infer<typeof SignInRequest>;

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
