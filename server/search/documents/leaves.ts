import { z } from 'zod';
import type { Filters } from '../../access/filter.ts';
import type { Viewer } from '../../access/viewer.ts';
import type { MeilisearchHttp } from '../../meilisearch/http.ts';

/** How a document is turned over: by its pages, or, where its format has none and it is long, by parts of some pages' length. */
export interface Leaves {
  unit: 'page' | 'part';
  /** 1 where there is nothing to turn. */
  count: number;
  /** The leaf, from 1, of each passage that is there; by their numbers, ascending. */
  leafOf: ReadonlyMap<number, number>;
  language: string | null;
}

/** Remembers which passages make which leaf, so that only the passages of one leaf are read to show it. */
export interface LeafFinder {
  /** Undefined when the document is not in the index, or not for this viewer. `version` changes whenever its text may. */
  leavesOf(
    document: { id: string; version: string },
    options: { viewer: Viewer; filters: Filters; signal: AbortSignal },
  ): Promise<Leaves | undefined>;
}

const Numbered = z.object({ n: z.int(), page: z.int().nullable(), pages: z.int().nullable(), language: z.string().nullable() });
type Numbered = z.infer<typeof Numbered>;

const PER_REQUEST = 2000;
/** A document of 100,000 passages is fifteen million words: nobody reads that in a browser. */
const MOST_PASSAGES = 20_000;
/** Of a document without pages: five to seven thousand words. */
const PASSAGES_PER_PART = 36;
const REMEMBERED = 200;
/** The index may lag behind what the version says: then what was remembered is soon forgotten. */
const REMEMBERED_MS = 60_000;

export function createLeafFinder({ http, passagesUid }: { http: MeilisearchHttp; passagesUid: string }): LeafFinder {
  const known = new Map<string, { leaves: Leaves; until: number }>();

  function remember(key: string, leaves: Leaves): void {
    known.delete(key);
    known.set(key, { leaves, until: Date.now() + REMEMBERED_MS });
    const [oldest] = known.keys();
    if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
  }

  return {
    async leavesOf({ id, version }, { viewer, filters, signal }) {
      const key = `${id} ${version}`;
      const remembered = known.get(key);
      if (remembered !== undefined && remembered.until > Date.now()) return remembered.leaves;
      const filter = filters.documents(viewer, { documentIds: [id] });
      const passages = await numbersOf({ http, passagesUid, filter, signal });
      const [first] = passages;
      if (first === undefined) return undefined;
      const leaves = leavesFrom(passages, first);
      remember(key, leaves);
      return leaves;
    },
  };
}

async function numbersOf(o: { http: MeilisearchHttp; passagesUid: string; filter: string; signal: AbortSignal }) {
  const schema = z.object({ results: z.array(Numbered) });
  const found: Numbered[] = [];
  while (found.length < MOST_PASSAGES) {
    const body = { filter: o.filter, fields: Object.keys(Numbered.shape), offset: found.length, limit: PER_REQUEST };
    const path = `indexes/${o.passagesUid}/documents/fetch`;
    const { results } = await o.http.request({ method: 'POST', path, body, schema, signal: o.signal });
    found.push(...results);
    if (results.length < PER_REQUEST) break;
  }
  return found.sort((a, b) => a.n - b.n);
}

function leavesFrom(passages: readonly Numbered[], first: Numbered): Leaves {
  const { language } = first;
  const hasPages = passages.some(({ page }) => page !== null);
  if (!hasPages) {
    const count = Math.ceil(passages.length / PASSAGES_PER_PART);
    const leafOf = new Map(passages.map(({ n }, place) => [n, 1 + Math.floor(place / PASSAGES_PER_PART)]));
    return { unit: 'part', count, leafOf, language };
  }
  // What has no page of its own (a file within the file) is read after the page before it.
  let page = passages.find((passage) => passage.page !== null)?.page ?? 1;
  const leafOf = new Map<number, number>();
  for (const passage of passages) {
    page = passage.page ?? page;
    leafOf.set(passage.n, page);
  }
  return { unit: 'page', count: Math.max(first.pages ?? 1, ...leafOf.values()), leafOf, language };
}
