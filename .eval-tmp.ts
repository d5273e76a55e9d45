import { readFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createLogger } from '/work/main/server/logger.ts';
import { createEmbeddedMeilisearch } from '/work/main/server/meilisearch/embedded-meilisearch.ts';
import { createMeilisearchHttp } from '/work/main/server/meilisearch/http.ts';
import { createMeiliIndex } from '/work/main/server/search/meili-index.ts';
import { createSearchService } from '/work/main/server/search/create-search-service.ts';
import { createReadableAcls } from '/work/main/server/access/readable-acls.ts';
import { createSqliteStore } from '/work/main/server/store/sqlite-store.ts';
import { SearchQuery } from '/work/main/server/contract/search.ts';
const lines = (f) => readFileSync(f, 'utf8').trim().split('\n').map((l) => JSON.parse(l));
const logger = createLogger({ level: 'error' });
const dataDir = mkdtempSync('/tmp/eval-');
const m = await createEmbeddedMeilisearch({ dataDir, logger });
const http = createMeilisearchHttp({ endpoint: m });
const store = createSqliteStore({ path: ':memory:' });
const index = createMeiliIndex({ http, indexPrefix: '', logger });
const readableAcls = createReadableAcls({ acls: store.acls });
const search = createSearchService({ http, indexPrefix: '', readableAcls, store });
const signal = new AbortController().signal;
await index.prepare(signal);
const aclId = store.acls.intern({ state: 'known', acl: { layers: [] } });
const viewer = { uid: 't', name: 'T', personId: undefined, principals: new Set(['everyone']), isAdmin: false, groupsIncomplete: false };
const entry = (id, kind) => ({ itemId: id, kind, path: id, state: 'indexed', version: '1', changeMark: null, fingerprint: null, recordId: id, passages: 1, aclId, reason: null, cause: null, attempts: 0, nextTryAt: null, generation: 1, document: null });
const what = process.argv[2];
const qrels = new Map();
const dir = what === 'names' ? '/work/shared/data/names/dir-dev' : `/work/shared/data/ir/${what}`;
for (const l of readFileSync(`${dir}/qrels.tsv`, 'utf8').trim().split('\n').slice(1)) { const [q, d, s] = l.split('\t'); if (!qrels.has(q)) qrels.set(q, new Map()); qrels.get(q).set(d, Number(s)); }
const queries = lines(`${dir}/queries.jsonl`).filter((q) => qrels.has(q._id ?? q.id));
let t = performance.now();
if (what === 'names') {
  const people = lines(`${dir}/people.jsonl`);
  await Promise.all(people.map((p) => { const person = { uid: p.uid, name: p.name, givenName: p.given, surname: p.surname, otherNames: [], emails: [p.email].filter(Boolean), phones: [{ kind: 'work', number: p.phone ?? '' }], skills: [], languages: [], title: p.title, department: p.department, location: p.city };
    store.directory.putPerson('s', p.id, p.id, { kind: 'person', key: p.id, principals: [], ...person }); store.ledger.put('s', entry(p.id, 'person')); return index.write({ kind: 'person', id: p.id, source: 's', person }); }));
} else {
  const docs = lines(`${dir}/corpus.jsonl`);
  store.transaction(() => docs.forEach((d) => store.ledger.put('s', entry(d._id, 'file'))));
  await Promise.all(docs.map((d) => { const words = d.text.split(/(?<=\s)/); const passages = []; for (let i = 0; i < Math.max(1, words.length); i += 170) passages.push({ text: words.slice(i, i + 170).join('') });
    return index.write({ kind: 'document', id: d._id, source: 's', path: `${d._id}.txt`, name: `${d._id}.txt`, title: d.title || d._id, mediaType: 'text/plain', size: 1, modifiedAt: 0, authors: [], aclId, warnings: [], passages, previousPassages: 0 }); }));
}
console.log('indexed in', Math.round(performance.now() - t), 'ms');
let sum = 0, recall = 0, mrr = 0, s1 = 0; const times = []; const misses = []; const byClass = new Map();
const cpu0 = process.cpuUsage();
for (const q of queries) {
  const id = q._id ?? q.id;
  t = performance.now();
  const a = await search.search(SearchQuery.parse({ q: (q.text ?? q.query).slice(0, 1000), type: what === 'names' ? 'people' : 'documents', pageSize: 100 }), viewer, signal);
  times.push(performance.now() - t);
  const hits = (what === 'names' ? a.people : a.documents).items.map((h) => h.id);
  const rel = qrels.get(id);
  const dcg = hits.slice(0, 10).reduce((x, h, i) => x + (2 ** (rel.get(h) ?? 0) - 1) / Math.log2(i + 2), 0);
  const lin = hits.slice(0, 10).reduce((x, h, i) => x + (rel.get(h) ?? 0) / Math.log2(i + 2), 0);
  const ideal = [...rel.values()].sort((a, b) => b - a).slice(0, 10).reduce((x, r, i) => x + r / Math.log2(i + 2), 0);
  sum += ideal ? lin / ideal : 0;
  const relevant = [...rel].filter(([, r]) => r > 0).map(([d]) => d);
  recall += relevant.filter((d) => hits.includes(d)).length / relevant.length;
  const first = hits.findIndex((h) => (rel.get(h) ?? 0) > 0);
  mrr += first === -1 ? 0 : 1 / (first + 1); s1 += first === 0 ? 1 : 0;
  const cls = id.replace(/-?\d+$/, ''); const c = byClass.get(cls) ?? [0, 0]; c[0]++; if (first === 0) c[1]++; byClass.set(cls, c);
  if (first !== 0) misses.push(`${id}: ${q.text ?? q.query} -> ${first}`);
}
const cpu = process.cpuUsage(cpu0);
times.sort((a, b) => a - b);
const n = queries.length;
console.log(what, { n, ndcg10: (sum / n).toFixed(4), recall100: (recall / n).toFixed(3), mrr: (mrr / n).toFixed(3), s1: (s1 / n).toFixed(3), p50: times[n >> 1].toFixed(1), p95: times[Math.floor(n * .95)].toFixed(1), cpuMsPerQuery: ((cpu.user + cpu.system) / 1000 / n).toFixed(1) });
if (what === 'names') { console.log([...byClass].map(([k, [a, b]]) => `${k} ${b}/${a}`).join(', ')); console.log(misses.slice(0, 25).join('\n')); }
await index.close(); await m.close(); store.close(); rmSync(dataDir, { recursive: true });
