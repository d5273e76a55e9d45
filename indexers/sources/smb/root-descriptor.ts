import type { SecurityDescriptor } from '../nt-acl/security-descriptor.ts';
import { parseDescriptorText } from './descriptor-text.ts';
import type { SmbPlace } from './place.ts';
import { runProgram } from './samba-program.ts';

const DACL_PRESENT = 0x4;
const SMB_PORT = 445;

/** Of the share's own folder, which smbclient shows in no listing. */
export function readRootDescriptor(place: SmbPlace): SecurityDescriptor {
  if (place.port !== SMB_PORT)
    throw new Error(
      `those of the share's own folder can be asked for on port ${SMB_PORT} only; set "traverse: bypass" if the server lets everybody through folders`,
    );
  const ran = runProgram('smbcacls', place, [`//${place.host}/${place.share}`, '/', '--numeric']);
  if (ran === undefined) throw new Error('the program smbcacls is missing: install the package smbclient');
  const lines = ran.output.split('\n');
  if (!ran.succeeded) throw new Error(/NT_STATUS_\w+/.exec(ran.output)?.[0] ?? 'smbcacls failed');
  const control = lines.map((line) => /^CONTROL:(0x[0-9a-f]+)$/.exec(line)?.[1]).find((hex) => hex !== undefined);
  const wanted = lines.filter((line) => /^(REVISION|OWNER|GROUP|ACL):/.test(line)).join('\n');
  const descriptor = parseDescriptorText(wanted);
  if (descriptor !== undefined) return descriptor;
  // No entries: everyone where the server says that there is no list; a list that is there and empty is nobody.
  const isAbsent = control !== undefined && (Number(control) & DACL_PRESENT) === 0;
  return { owner: undefined, group: undefined, dacl: isAbsent ? 'absent' : [] };
}
