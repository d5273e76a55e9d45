import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { type Answers, answer, type Evaluation, type EvaluationSetting } from '../evaluation.ts';
import { type Installation, openInstallation } from '../installation/installation.ts';
import { createFts5 } from '../references/fts5.ts';
import { type Qrels, type Query, readQrels, readQueries } from '../scoring/trec-files.ts';
import { type PeopleDirectory, type PlainPerson, readPeopleDirectory } from './people-directory.ts';

export const PeopleFound = z.object({ people: z.object({ items: z.array(z.object({ uid: z.string() })) }) });

/** Folders below `names` with a directory, queries and judgements. */
export function peopleCollections(data: string): string[] {
  const folder = path.join(data, 'names');
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => existsSync(path.join(folder, name, 'people.ldif')));
}

/** What people type for a colleague, against a directory that is read over LDAP. */
export async function evaluatePeopleSearch(setting: EvaluationSetting, name: string): Promise<Evaluation> {
  const folder = path.join(setting.data, 'names', name);
  const qrels = readQrels(path.join(folder, 'qrels.tsv'));
  const people = readPeopleDirectory(readFileSync(path.join(folder, 'people.ldif'), 'utf8'), judgedIds(qrels));
  return await evaluatePeople(setting, { name, ...people, queries: readQueries(path.join(folder, 'queries.jsonl')), qrels });
}

export function judgedIds(qrels: Qrels): Set<string> {
  return new Set([...qrels.values()].flatMap((judged) => [...judged.keys()]));
}

/** Any directory with queries and judgements. */
export async function evaluatePeople(
  setting: EvaluationSetting,
  collection: PeopleDirectory & { name: string; queries: readonly Query[]; qrels: Qrels },
): Promise<Evaluation> {
  const { name, people, directory, queries, qrels } = collection;
  const idOf = new Map(people.map(({ uid, id }) => [uid, id]));
  const installation = await openInstallation({
    folder: setting.folder(name),
    contents: { directory },
    semantics: setting.semantics,
    tell: setting.tell,
  });
  const ours = await answer('Atrium', queries, async ({ text }) =>
    (await peopleUids(installation, text)).flatMap((uid) => idOf.get(uid) ?? []),
  ).finally(() => installation.stop());
  return { name, kind: 'people', queries, qrels, answers: [ours, ...(await answersOfReferences(setting, people, queries))] };
}

/** Sign-in names of at most 100 people, best first. */
export async function peopleUids({ ask }: Installation, text: string): Promise<string[]> {
  const { people } = await ask(`/search?type=people&pageSize=100&q=${encodeURIComponent(text)}`, PeopleFound);
  return people.items.map(({ uid }) => uid);
}

async function answersOfReferences(
  setting: EvaluationSetting,
  people: readonly PlainPerson[],
  queries: readonly Query[],
): Promise<Answers[]> {
  const nameOf = ({ fields }: PlainPerson) => `${fields.cn ?? ''} ${fields.displayname ?? ''}`;
  const fts5 = createFts5(people.map((one) => ({ id: one.id, title: nameOf(one), text: Object.values(one.fields).join('\n') })));
  const sqlite = await answer('SQLite FTS5 bm25', queries, ({ text }) => fts5.search(text));
  fts5.close();
  const search = await (await setting.meilisearch()).index(
    people.map(({ fields }, position) => ({ id: String(position), ...fields })),
  );
  const meilisearch = await answer('Meilisearch defaults', queries, async ({ text }) =>
    (await search(text)).map((id) => people[Number(id)]?.id ?? ''),
  );
  return [sqlite, meilisearch];
}
