import { LocalGroups } from '../nt-acl/local-groups.ts';
import { principalOfSid } from '../nt-acl/nt-entries.ts';
import type { SmbPlace } from './place.ts';
import { runProgram } from './samba-program.ts';

/**
 * Who is in the server's own groups (MS-SAMR), for those that the configuration says nothing of. What the server does not tell
 * stays as it is: a group that nobody is known to be in. Samba counts Unix groups in that are in no list, so a group that it
 * tells to be empty is left alone too.
 */
export function membersOfLocalGroups(place: SmbPlace): LocalGroups {
  const listed = rpc(place, ['enumalsgroups builtin']);
  const rids = [...listed.matchAll(/^group:\[.*\] rid:\[0x([0-9a-f]+)\]$/gm)].map(([, hex = '0']) => Number.parseInt(hex, 16));
  const wanted = rids.filter((rid) => place.localGroups[`S-1-5-32-${rid}`] === undefined);
  const groups = wanted.flatMap((rid): [string, string[]][] => {
    const members = [...rpc(place, [`queryaliasmem builtin 0x${rid.toString(16)}`]).matchAll(/^\s*sid:\[(S-1-[-\d]+)\]$/gm)];
    const own = principalOfSid(`S-1-5-32-${rid}`, place.source);
    return members.length === 0
      ? []
      : [[`S-1-5-32-${rid}`, [...members.map(([, sid = '']) => principalOfSid(sid, place.source)), own]]];
  });
  return LocalGroups.parse(Object.fromEntries(groups));
}

function rpc(place: SmbPlace, commands: string[]): string {
  return runProgram('rpcclient', place, [place.host, `--port=${place.port}`, '-c', commands.join(';')])?.output ?? '';
}
