import path from 'node:path';
import type { FamilyDocument } from '#server/families/family-writer.ts';

export type Labelled = FamilyDocument & {
  /** Documents of one family have the same. */
  family: string;
  /** How the family came about. */
  kind: string;
};

export type Random = () => number;

export function labelled(file: { path: string; text: string; family: string; kind: string }): Labelled {
  const { text, ...rest } = file;
  return { ...rest, id: file.path, source: 'drive', name: path.basename(file.path), passages: [{ text }] };
}

export function pick<Item>(items: readonly Item[], random: Random): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
}
