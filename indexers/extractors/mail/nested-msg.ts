import CFB from 'cfb';
import type { CompoundFile } from '../compound/compound-file.ts';
import { HEADER_BYTES, PROPERTIES } from './msg-storage.ts';

const NAMED_PROPERTIES = '__nameid_version1.0/';

/** A message within a message (or an object within it) as the file it would be if somebody saved it. */
export function toSeparateMessage(compound: CompoundFile, path: string): Uint8Array {
  const file = CFB.utils.cfb_new();
  for (const stream of compound.streams) {
    const isInner = stream.toUpperCase().startsWith(path.toUpperCase());
    if (!isInner && !stream.startsWith(NAMED_PROPERTIES)) continue;
    const name = isInner ? stream.slice(path.length) : stream;
    const bytes = compound.stream(stream) ?? Buffer.alloc(0);
    CFB.utils.cfb_add(file, name, name === PROPERTIES ? withLongerHeader(bytes) : bytes, { unsafe: true });
  }
  const written: unknown = CFB.write(file, { type: 'buffer' });
  return written instanceof Uint8Array ? written : new Uint8Array();
}

/** MS-OXMSG 2.4.1: a message of its own has eight reserved bytes more. */
function withLongerHeader(table: Buffer): Buffer {
  return Buffer.concat([
    table.subarray(0, HEADER_BYTES.innerMessage),
    Buffer.alloc(HEADER_BYTES.message - HEADER_BYTES.innerMessage),
    table.subarray(HEADER_BYTES.innerMessage),
  ]);
}
