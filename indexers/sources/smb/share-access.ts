import type { AccessLayer } from '../../types/access.ts';
import { ntEntries } from '../nt-acl/nt-entries.ts';
import { parseDescriptorTable } from './descriptor-text.ts';
import type { SmbPlace } from './place.ts';
import { runProgram } from './samba-program.ts';
import { SmbError } from './session.ts';

/**
 * Who may use the share at all: as configured, or what the server says of it (MS-SRVS 2.2.4.26, level 502). A Samba server
 * leaves the descriptor out of its answer to whoever is no administrator of it, which says nothing of who may.
 */
export function shareEntries(place: SmbPlace): AccessLayer['entries'] {
  const { shareReadableBy, source, localGroups } = place;
  if (shareReadableBy === 'everyone') return [{ effect: 'allow', principal: 'everyone' }];
  if (shareReadableBy !== undefined) return shareReadableBy.map((name) => ({ effect: 'allow', principal: toPrincipal(name) }));
  const ran = runProgram('rpcclient', place, [place.host, `--port=${place.port}`, '-c', `netsharegetinfo "${place.share}" 502`]);
  if (ran === undefined) throw unknown(place, 'the program rpcclient is missing');
  const lines = ran.output.split('\n');
  if (!lines.some((line) => /^type: 0x/.test(line))) throw unknown(place, whyNot(ran.output));
  try {
    return ntEntries(parseDescriptorTable(lines), 'read', { source, localGroups });
  } catch (error) {
    throw unknown(place, error instanceof Error ? error.message : String(error));
  }
}

function whyNot(output: string): string {
  const status = /(WERR|NT_STATUS)_(?!OK\b)\w+/.exec(output)?.[0];
  return status ?? 'the server tells it only to its administrators';
}

function unknown({ username, share }: SmbPlace, reason: string): SmbError {
  return new SmbError(
    'lost',
    `Who may use the share "${share}" cannot be read as "${username}" (${reason}): set "shareReadableBy" to "everyone" or to a list of groups, as the server's share permissions have it`,
  );
}

function toPrincipal(name: string): string {
  return /^(authenticated$|everyone$|(user|group|uid|gid|sid):)/.test(name) ? name : `group:${name}`;
}
