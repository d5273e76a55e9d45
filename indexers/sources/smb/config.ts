import { z } from 'zod';
import { sourceBase } from '../../define-source.ts';
import { treeKeys } from '../file-tree/tree-config.ts';
import { LocalGroups } from '../nt-acl/local-groups.ts';
import { parseSmbUrl } from './address.ts';

/** Goes into an authentication file line by line (smbclient(1), -A). */
const line = z.string().refine((text) => !/\p{Cc}/u.test(text), 'must be one line');

export const SmbConfig = sourceBase.extend({
  kind: z.literal('smb'),
  /** `smb://host[:port]/share[/folder]`. */
  url: z.string().superRefine((text, context) => {
    const address = parseSmbUrl(text);
    if ('problem' in address) context.addIssue({ code: 'custom', message: address.problem });
  }),
  username: line.min(1),
  password: line.min(1),
  /** Windows domain or workgroup of the user. */
  domain: line.min(1).optional(),
  /**
   * Who may use the share at all. Left out, the server is asked (needs the program rpcclient, and on most servers an
   * administrator's account).
   */
  shareReadableBy: z.union([z.literal('everyone'), z.array(z.string().min(1)).min(1)]).optional(),
  /** `bypass`: rights of the folders above a file do not count, as on a Windows server with its usual settings. */
  traverse: z.enum(['strict', 'bypass']).default('strict'),
  /** Who is in the server's own groups; otherwise the server is asked. */
  localGroups: LocalGroups.default({}),
  /** Of what crosses the network (SMB 3); it is signed in any case. */
  encryption: z.enum(['required', 'preferred']).default('preferred'),
  /** Which of Samba's clients is used: the library where it is there, else the program. */
  engine: z.enum(['auto', 'libsmbclient', 'smbclient']).default('auto'),
  ...treeKeys,
});
export type SmbConfig = z.output<typeof SmbConfig>;
