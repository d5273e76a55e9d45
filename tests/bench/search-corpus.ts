import type { AccessControlList } from '#indexers/types/access.ts';
import type { DocumentRecord } from '#indexers/types/records.ts';
import type { InventedPerson } from '../relevance/invented/people.ts';
import { seededRandom } from '../support/random.ts';
import { documentRecord } from '../support/records.ts';

/** Words of a made-up language, as often as those of a real one: the n-th is there 1/n as often as the first. */
const SYLLABLES = ['ka', 'lo', 'mi', 'ter', 'san', 'vo', 'pra', 'del', 'un', 'gri', 'nex', 'cor', 'ba', 'hil', 'quo', 'zen'];
const VOCABULARY = 60_000;
/** A document has a subject: a part of its words are of the few that belong to it. */
const SUBJECTS = 2000;
const WORDS_OF_SUBJECT = 50;
const SHARE_OF_SUBJECT = 0.25;
const WORDS_OF_PASSAGE = 90;
export const PASSAGES_OF_DOCUMENT = 6;
export const SLOTS = 600;

export type Random = () => number;

function wordOf(rank: number): string {
  let word = '';
  for (let rest = rank + 37; rest > 0; rest = Math.floor(rest / 16)) word += SYLLABLES[rest % 16];
  return word;
}

/** Of the n commonest none with `from`. */
export function anyWord(random: Random, from = 1): string {
  return wordOf(Math.floor(from * (VOCABULARY / from) ** random()) - 1);
}

function wordOfSubject(subject: number, random: Random): string {
  const place = Math.floor(WORDS_OF_SUBJECT ** random());
  const choice = seededRandom(subject * WORDS_OF_SUBJECT + place);
  return wordOf(Math.floor(200 * (VOCABULARY / 200) ** choice()));
}

/** Words of a subject, with which something can be asked about it. */
export function phraseOf(subject: number, words: number, random: Random): string {
  const found = new Set<string>();
  while (found.size < words) found.add(wordOfSubject(subject, random));
  return [...found].join(' ');
}

export function subjectOf(document: number): number {
  return (document * 7919) % SUBJECTS;
}

function textOf(subject: number, random: Random): string {
  const words = Array.from({ length: WORDS_OF_PASSAGE + Math.floor(random() * WORDS_OF_PASSAGE * 0.5) }, () =>
    random() < SHARE_OF_SUBJECT ? wordOfSubject(subject, random) : anyWord(random),
  );
  return `${words.join(' ')}.`;
}

/** A document of some passages; neighbours share a folder and mostly its access list. */
export function inventDocument(n: number, o: { documents: number; people: readonly InventedPerson[] }): DocumentRecord {
  const random = seededRandom(n + 1);
  const subject = subjectOf(n);
  const title = phraseOf(subject, 2 + Math.floor(random() * 3), random);
  const folder = Math.floor((n * SLOTS) / o.documents);
  const author = o.people[Math.floor(random() * o.people.length)];
  return documentRecord({
    id: `d${n}`,
    path: `Department ${folder % 20}/Folder ${folder}/${title.replaceAll(' ', '-')}-${n}.docx`,
    title,
    label: LABELS[n % LABELS.length] ?? 'Report',
    mediaType: TYPES[n % TYPES.length] ?? 'text/plain',
    language: 'en',
    modifiedAt: Date.UTC(2026, 0, 15) - Math.floor(random() * 1500) * 86_400_000,
    authors: author === undefined ? [] : [{ name: author.name, personId: idOf(author) }],
    texts: Array.from({ length: PASSAGES_OF_DOCUMENT }, () => textOf(subject, random)),
  });
}

/** Of the record: a sign-in name may have characters that the index takes in no id. */
export function idOf({ employeeNumber }: InventedPerson): string {
  return employeeNumber;
}

const LABELS = ['Policy', 'Report', 'Minutes', 'Contract', 'Manual'];
const TYPES = ['text/plain', 'application/pdf', 'text/markdown', 'text/html'];

/** Of three lists a visitor may read two, now and then ones side by side and now and then not. */
export function accessOf(slot: number): AccessControlList {
  const visitors = (slot * 7) % 3 === 0 ? [] : ['everyone' as const];
  const entries = [...visitors, `group:crew-${slot}` as const].map((principal) => ({ effect: 'allow' as const, principal }));
  return { layers: [{ what: 'item', entries }] };
}
