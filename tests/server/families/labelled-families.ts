import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { companyDir } from '#server/demo/company.ts';
import { seededRandom } from '../../support/random.ts';
import { hardNegatives } from './hard-negatives.ts';
import { type Labelled, labelled, pick, type Random } from './labelled.ts';

/** The demo's documents, a third of them with copies and versions as people make them, and files that only look like such. */
export async function labelledFamilies(): Promise<Labelled[]> {
  const random = seededRandom(11);
  const texts = await manuscripts();
  const sentences = texts.flatMap(({ text }) => text.split(/(?<=[.!?])\s+/)).filter((sentence) => sentence.split(' ').length > 6);
  const found = texts.flatMap((text, n) => familyOf(text, { kind: KINDS[n % (KINDS.length * 2)], random, sentences }));
  return [...found, ...hardNegatives({ random, sentences })];
}

interface Manuscript {
  folder: string;
  stem: string;
  text: string;
}

async function manuscripts(): Promise<Manuscript[]> {
  const root = path.join(companyDir, 'documents');
  const files = (await readdir(root, { recursive: true })).filter((file) => file.endsWith('.md')).sort();
  return Promise.all(
    files.map(async (file) => {
      const text = await readFile(path.join(root, file), 'utf8');
      const { dir: folder, name: stem } = path.parse(file);
      return { folder, stem, text: text.replace(/^---\n[\s\S]*?\n---\n/, '') };
    }),
  );
}

interface Making {
  random: Random;
  sentences: readonly string[];
}

type Kind = (manuscript: Manuscript, making: Making) => { path: string; text: string }[];

/** Every second manuscript has none: it is in the set to be left alone. */
const KINDS: readonly ({ name: string; make: Kind } | undefined)[] = [
  {
    name: 'draft, v2, final',
    make: ({ folder, stem, text }, making) => [
      { path: `${folder}/${stem}_draft.docx`, text: edited(text, 0.06, making) },
      { path: `${folder}/${stem}_v2.docx`, text: edited(text, 0.03, making) },
      { path: `${folder}/${stem}_v3_final.docx`, text },
    ],
  },
  {
    name: 'copy elsewhere',
    make: ({ folder, stem, text }) => [
      { path: `${folder}/${stem}.docx`, text },
      { path: `Transfer/Q3/Copy of ${stem}.docx`, text },
      { path: `Desktop/${stem.split(' ')[0]}-print.docx`, text: text.replaceAll('\n', '\r\n') },
    ],
  },
  {
    name: 'another format',
    make: ({ folder, stem, text }) => [
      { path: `${folder}/${stem}.docx`, text },
      { path: `${folder}/${stem}.pdf`, text: asPages(text, stem) },
    ],
  },
  {
    name: 'days in the names',
    make: ({ folder, stem, text }, making) => [
      { path: `${folder}/${stem} 2024-05-12.docx`, text: edited(text, 0.04, making) },
      { path: `${folder}/${stem} 2024-06-02.docx`, text: edited(text, 0.015, making) },
      { path: `${folder}/${stem} 02.07.2024.docx`, text },
    ],
  },
  {
    name: 'much revised',
    make: ({ folder, stem, text }, making) => [
      { path: `${folder}/${stem} v1.docx`, text: edited(text, 0.3, making) },
      { path: `${folder}/${stem} v1.2.docx`, text: edited(text, 0.1, making) },
      { path: `${folder}/${stem} v2.docx`, text },
    ],
  },
  {
    name: 'sent around under another name',
    make: ({ folder, stem, text }, making) => [
      { path: `${folder}/${stem}.docx`, text },
      { path: `Mail/attachments/sent-${text.length}.docx`, text: `${text}\n${making.sentences[stem.length] ?? ''}` },
    ],
  },
  {
    name: 'archive folder',
    make: ({ folder, stem, text }, making) => [
      { path: `${folder}/Archive/${stem}.docx`, text: edited(text, 0.15, making) },
      { path: `${folder}/old/${stem}.docx`, text: edited(text, 0.08, making) },
      { path: `${folder}/${stem}.docx`, text },
    ],
  },
  {
    name: 'German names',
    make: ({ folder, stem, text }, making) => [
      { path: `${folder}/${stem} Entwurf.docx`, text: edited(text, 0.12, making) },
      { path: `${folder}/Kopie von ${stem}.docx`, text },
      { path: `${folder}/${stem} (1).docx`, text: edited(text, 0.01, making) },
      { path: `${folder}/${stem} freigegeben.docx`, text },
    ],
  },
];

function familyOf(manuscript: Manuscript, options: Making & { kind: (typeof KINDS)[number] }): Labelled[] {
  const { folder, stem, text } = manuscript;
  const files = options.kind?.make(manuscript, options) ?? [{ path: `${folder}/${stem}.docx`, text }];
  return files.map((file) => labelled({ ...file, family: `${folder}/${stem}`, kind: options.kind?.name ?? 'alone' }));
}

/** Part of its sentences written anew, a few of them left out: as a text grows. */
function edited(text: string, share: number, { random, sentences }: Making): string {
  return text
    .split(/(?<=[.!?|])(\s+)/)
    .map((piece) => {
      if (piece.trim() === '' || random() >= share) return piece;
      return random() < 0.25 ? '' : pick(sentences, random);
    })
    .join('');
}

/** As the text layer of a PDF file reads: other line breaks, and a header and a page number on every page. */
function asPages(text: string, title: string): string {
  const words = text.split(/\s+/);
  const pages = Array.from({ length: Math.ceil(words.length / 350) }, (_, n) => words.slice(n * 350, (n + 1) * 350).join(' '));
  return pages.map((page, n) => `${title}\n${page}\n${n + 1} / ${pages.length}`).join('\n');
}
