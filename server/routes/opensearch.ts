import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { RequestViewer } from '../auth/request-viewer.ts';
import type { Sessions } from '../auth/sessions.ts';
import type { SuggestResponse } from '../contract/search.ts';
import { preferredLanguage } from '../language/language.ts';
import { requestLimit } from '../middleware/request-limit.ts';
import { requestSignal } from '../middleware/request-signal.ts';
import { currentViewer, viewerOfRequest } from '../middleware/viewer.ts';
import type { SearchService } from '../search/search-service.ts';

/** OpenSearch 1.1: lets a browser search Atrium from its address bar, and suggests what the signed-in viewer may see. */
export function openSearchRouter(options: {
  publicUrl?: string | undefined;
  requestsPerMinute: number;
  search: Pick<SearchService, 'suggest'>;
  sessions: Pick<Sessions, 'forget'>;
  requestViewer: RequestViewer;
}): Router {
  const router = Router();
  const { publicUrl, requestsPerMinute } = options;
  const baseOf = (request: Request) =>
    publicUrl?.replace(/\/$/, '') ?? `${request.secure ? 'https' : 'http'}://${request.get('host') ?? ''}`;
  router.get('/opensearch.xml', (request, response) => {
    response.type('application/opensearchdescription+xml').send(description(escapeXml(baseOf(request))));
  });
  router.get(
    '/opensearch/suggest',
    viewerOfRequest(options),
    requestLimit({ perMinute: requestsPerMinute }),
    async (request, response) => {
      const { q } = Asked.parse(request.query);
      const suggested = await suggestions({ q, search: options.search, request, response });
      response.set('Cache-Control', 'no-store').type('application/x-suggestions+json');
      response.send(JSON.stringify(completions(q, { suggested, base: baseOf(request) })));
    },
  );
  return router;
}

const Asked = z.object({ q: z.string().max(200).catch('') });

/** Nobody in particular is suggested nothing. */
async function suggestions(o: {
  q: string;
  search: Pick<SearchService, 'suggest'>;
  request: Request;
  response: Response;
}): Promise<SuggestResponse | undefined> {
  const viewer = currentViewer(o.response);
  if (viewer === undefined || o.q.trim() === '') return undefined;
  const language = preferredLanguage(o.request.get('accept-language'));
  return await o.search.suggest(o.q, { ...viewer, language }, requestSignal(o.response));
}

/** The form of the OpenSearch Suggestions extension 1.1: the query, completions, descriptions, addresses. */
function completions(
  q: string,
  { suggested, base }: { suggested: SuggestResponse | undefined; base: string },
): [query: string, completions: string[], descriptions: string[], addresses: string[]] {
  const people = new Map(suggested?.people.map((person) => [person.id, person]));
  const documents = new Map(suggested?.documents.map((document) => [document.id, document]));
  const rows = (suggested?.best ?? []).flatMap(({ type, id }) => {
    const person = type === 'person' ? people.get(id) : undefined;
    const document = type === 'document' ? documents.get(id) : undefined;
    if (person !== undefined) {
      const description = [person.title, person.department].filter((part) => part !== null).join(', ');
      return [{ completion: person.name, description, address: `${base}/people/${encodeURIComponent(id)}` }];
    }
    if (document === undefined) return [];
    return [{ completion: document.title, description: document.path, address: `${base}/documents/${encodeURIComponent(id)}` }];
  });
  return [
    q,
    rows.map(({ completion }) => completion),
    rows.map(({ description }) => description),
    rows.map(({ address }) => address),
  ];
}

function description(base: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>Atrium</ShortName>
  <Description>People and documents of the company</Description>
  <InputEncoding>UTF-8</InputEncoding>
  <Url type="text/html" template="${base}/search?q={searchTerms}"/>
  <Url type="application/x-suggestions+json" template="${base}/opensearch/suggest?q={searchTerms}"/>
</OpenSearchDescription>
`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
