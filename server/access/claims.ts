import { z } from 'zod';

/** What an OpenID provider or a proxy vouches for. Kept with the session, since nobody can ask again later. */
export const Claims = z.strictObject({
  uid: z.string(),
  name: z.string(),
  groups: z.array(z.string()),
  /** The provider said that there are more groups than it tells. */
  groupsIncomplete: z.boolean(),
});
export type Claims = z.infer<typeof Claims>;
