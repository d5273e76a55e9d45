import type { Viewer } from '../../access/viewer.ts';
import { createOptOut } from '../experts/opt-out.ts';
import { createPrivacy } from '../experts/private-documents.ts';
import { parseQuery } from '../query/parse-query.ts';
import type { TopicEvidence } from '../search-service.ts';
import type { SearchTools } from '../search-tools.ts';
import { allWordsQuery } from './document-queries.ts';
import { candidates } from './passage-hit.ts';

const SHOWN = 3;
/** Looked at for each topic; those for one or two people are not counted, so it takes all of them. */
const MOST = 50;

/**
 * Documents of a person about each topic that the viewer may read. As for experts, what is meant for one or two people by name shows
 * nothing of anybody, and whoever does not want to be told as an expert has no evidence.
 */
export async function evidenceOf(options: {
  personId: string;
  topics: readonly string[];
  viewer: Viewer;
  signal: AbortSignal;
  tools: SearchTools;
}): Promise<TopicEvidence[]> {
  const { personId, topics, viewer, signal, tools } = options;
  const { directory, sources, expertOptOut: optOut } = tools;
  const parsed = topics.map((topic) => parseQuery(`${topic} `));
  const isAsked = parsed.map(({ words }) => words.length > 0);
  if (!isAsked.includes(true) || createOptOut({ optOut, directory, sources })(personId)) return topics.map(() => NOTHING);
  const filter = tools.filters.documents(viewer, { author: tools.foldPeople.entriesOf(personId) });
  const queries = parsed
    .filter((_query, n) => isAsked[n])
    .map((query) => ({ ...allWordsQuery({ parsed: query, filter, facets: [] }), hitsPerPage: MOST }));
  const answers = await tools.multiSearch(queries, signal);
  const isPrivate = createPrivacy(tools);
  const found = answers.map(({ hits = [] }) => {
    const documents = candidates(hits);
    const ids = documents.map(({ documentId }) => documentId);
    const mayLeave = tools.lastCheck.documents(ids, viewer);
    const shown = documents.filter(({ documentId, aclId }) => mayLeave.has(documentId) && !isPrivate(String(aclId)));
    return { total: shown.length, documents: shown.slice(0, SHOWN).map(({ documentId: id, title }) => ({ id, title })) };
  });
  return isAsked.map((was) => (was ? (found.shift() ?? NOTHING) : NOTHING));
}

const NOTHING: TopicEvidence = { total: 0, documents: [] };
