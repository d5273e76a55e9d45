import type { ExtractorInput } from '../../types/extraction.ts';
import { ExtractionError } from '../extraction-error.ts';
import { readXmlPart } from '../read-xml-part.ts';
import { openZip, type ZipArchive } from '../zip/open-zip.ts';

/** A document as ISO/IEC 29500-2 packs it: parts in a ZIP archive, and relationships between them. */
export interface OoxmlPackage {
  archive: ZipArchive;
  /** The part that everything else hangs from. */
  mainPart: string;
  /** Those of one part, in the order of the file. */
  relationshipsOf(part: string): Promise<Relationship[]>;
}

export interface Relationship {
  id: string;
  /** Last word of its type, the same in transitional and strict files: `styles`, `worksheet`, `notesSlide`. */
  type: string;
  /** Name of the part it leads to. Links to the outside are left out: nothing outside is ever read. */
  target: string;
}

const MAX_BYTES = 8 * 1024 * 1024;

/** Throws `corrupt` when there is no main part: `usual` is where most writers put it, `kind` what the file ought to be. */
export async function openPackage(
  file: Pick<ExtractorInput, 'size' | 'read'>,
  { usual, kind }: { usual: string; kind: string },
): Promise<OoxmlPackage> {
  const archive = await openZip(file);
  const relationshipsOf = (part: string): Promise<Relationship[]> => readRelationships(archive, part);
  const main = (await relationshipsOf('')).find(({ type, target }) => type === 'officeDocument' && archive.has(target));
  const mainPart = main?.target ?? usual;
  if (!archive.has(mainPart)) throw new ExtractionError('corrupt', `The file is no ${kind}, or damaged: it has no content`);
  return { archive, mainPart, relationshipsOf };
}

async function readRelationships(archive: ZipArchive, part: string): Promise<Relationship[]> {
  const slash = part.lastIndexOf('/') + 1;
  const folder = part.slice(0, slash);
  const found: Relationship[] = [];
  await readXmlPart(archive, `${folder}_rels/${part.slice(slash)}.rels`, {
    maxBytes: MAX_BYTES,
    handler: {
      open(name, attributes) {
        if (name !== 'Relationship' || attributes.get('TargetMode') === 'External') return;
        const type = attributes.get('Type') ?? '';
        found.push({
          id: attributes.get('Id') ?? '',
          type: type.slice(type.lastIndexOf('/') + 1),
          target: resolve(folder, attributes.get('Target') ?? ''),
        });
      },
    },
  });
  return found;
}

function resolve(folder: string, target: string): string {
  const parts: string[] = [];
  const path = target.replaceAll('\\', '/');
  for (const part of (path.startsWith('/') ? path : folder + path).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
