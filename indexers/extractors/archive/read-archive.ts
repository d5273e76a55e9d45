import type { Extracted, ExtractorInput, ExtractorLimits } from '../../types/extraction.ts';
import { openZip } from '../zip/open-zip.ts';
import { listMembers } from './list-members.ts';
import { tarMembers } from './tar-members.ts';

export async function readArchive(file: ExtractorInput, limits: ExtractorLimits): Promise<Extracted> {
  if (file.mediaType === 'application/x-tar') return listTar((position, length) => file.read(position, length), limits);
  const { entries, warnings } = await openZip(file);
  const list = listMembers(entries, limits);
  const locked = entries.filter(({ isEncrypted }) => isEncrypted).length;
  return {
    ...list,
    warnings: [
      ...list.warnings,
      ...warnings,
      ...(locked > 0 ? [`${locked} of the files in it are protected by a password`] : []),
      ...(entries.length === 0 ? ['There are no files in it'] : []),
    ],
  };
}

export function listTar(read: (position: number, length: number) => Uint8Array, limits: ExtractorLimits): Extracted {
  const { members, isWhole } = tarMembers(read);
  const list = listMembers(members, limits);
  return isWhole ? list : { ...list, warnings: [...list.warnings, 'The archive is damaged or incomplete: names are missing'] };
}
