import type { Viewer } from '../access/viewer.ts';
import type { Context } from '../context.ts';
import { SearchQuery, type SearchResponse } from '../contract/search.ts';
import { AppError } from '../errors.ts';
import { withContext } from './with-context.ts';

interface SearchOptions {
  config?: string;
  type?: string;
  as?: string;
  json?: boolean;
}

const TIME_LIMIT = 30_000;

/** Searches with the rights of a person, or with those of a visitor. */
export async function search(words: string, options: SearchOptions): Promise<void> {
  await withContext(options, async (context) => {
    const viewer = viewerFor(context, options.as);
    const signal = AbortSignal.timeout(TIME_LIMIT);
    await context.semantics.warm(signal);
    if (options.type === 'experts') {
      const items = await context.search.experts(words, { limit: 10 }, viewer, signal);
      print(
        options.json ? { query: words, items } : items.map((expert) => `${expert.person.name}\t${expert.reasons.join('; ')}`),
      );
      return;
    }
    const query = SearchQuery.safeParse({ q: words, type: options.type ?? 'all' });
    if (!query.success) throw new AppError('invalid-request', '--type is people, documents or experts.');
    const response = await context.search.search(query.data, viewer, signal);
    print(options.json ? response : inWords(response));
  });
}

function viewerFor(context: Context, uid: string | undefined): Viewer {
  if (uid === undefined) return context.viewers.anonymous();
  const viewer = context.viewers.ofUid(uid);
  if (!viewer) throw new AppError('not-found', `Nobody with the sign-in name "${uid}" is in the directory that Atrium has read.`);
  return viewer;
}

function print(answer: object | string[]): void {
  process.stdout.write(Array.isArray(answer) ? `${answer.join('\n')}\n` : `${JSON.stringify(answer, null, 2)}\n`);
}

function inWords({ best, people, documents }: SearchResponse): string[] {
  const lines = best.flatMap(({ type, id }) => {
    if (type === 'person') {
      const hit = people.items.find((person) => person.id === id);
      return hit ? [`${hit.name}\t${[hit.title, hit.location, hit.phone, hit.email].filter(Boolean).join(', ')}`] : [];
    }
    const hit = documents.items.find((document) => document.id === id);
    if (!hit) return [];
    const page = hit.page === null ? '' : `, page ${hit.page}`;
    return [`${hit.title}\t${hit.path}${page}\n    ${oneLine(hit.snippet.map((piece) => piece.text).join(''))}`];
  });
  return [...lines, `${people.total} people, ${documents.total} documents`];
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
