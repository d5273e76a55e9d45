import { Router } from 'express';

/** OpenSearch 1.1 description: lets a browser search Atrium from its address bar. */
export function openSearchRouter(options: { publicUrl: string | undefined }): Router {
  const router = Router();
  router.get('/opensearch.xml', (request, response) => {
    const base = options.publicUrl?.replace(/\/$/, '') ?? `${request.secure ? 'https' : 'http'}://${request.get('host') ?? ''}`;
    response.type('application/opensearchdescription+xml').send(description(escapeXml(base)));
  });
  return router;
}

function description(base: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>Atrium</ShortName>
  <Description>People and documents of the company</Description>
  <InputEncoding>UTF-8</InputEncoding>
  <Url type="text/html" template="${base}/search?q={searchTerms}"/>
</OpenSearchDescription>
`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
