import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSearchHouse, everyone, readableBy, viewer } from '../../support/search-house.ts';

const house = createSearchHouse();
const day = (date: string) => Date.parse(`${date}T12:00:00Z`);
const pages = (...texts: string[]) => ({ passages: texts.map((text, n) => ({ text, page: n + 1 })), pages: texts.length });
const filler = 'The committee met and discussed the agenda, the minutes and other business at some length.';

beforeAll(async () => {
  await house.prepare();
  await Promise.all([
    house.addPerson({ id: 'wren', name: 'Wren Abara', skills: ['desalination'] }),
    house.addDocument({
      id: 'travel',
      path: 'Policies/Travel Policy.pdf',
      title: 'Travel Policy',
      mediaType: 'application/pdf',
      label: 'policy',
      language: 'en',
      modifiedAt: day('2024-03-01'),
      ...pages(
        filler,
        `${filler} Employees book trains before flights and keep every receipt.`,
        `${filler} Reimbursement of a rental car needs the written consent of the manager.`,
      ),
    }),
    house.addDocument({
      id: 'trips',
      path: 'Minutes/Board trips.docx',
      title: 'Board trips',
      label: 'minutes',
      language: 'en',
      modifiedAt: day('2026-02-01'),
      texts: ['The travel policy was mentioned once: travel less. The policy of the board on travel stays as it is.'],
    }),
    house.addDocument({
      id: 'membrane',
      path: 'Products/membrane-review.md',
      title: 'Membrane review',
      label: 'review',
      mediaType: 'text/markdown',
      modifiedAt: day('2025-06-01'),
      authors: [{ name: 'Wren Abara', personId: 'wren' }],
      texts: ['Desalination membranes foul after six months. The desalination plant at Kestrel Bay replaced them.'],
    }),
    house.addDocument({
      id: 'plant',
      path: 'Products/plant PRJ-1234.txt',
      title: 'Plant handbook',
      label: 'product',
      modifiedAt: day('2023-01-01'),
      texts: [
        'Operating the plant: valves, pumps and pressure. See PRJ-1234 for the desalination unit.',
        'Roadmap of the plant.',
      ],
    }),
    house.addDocument({
      id: 'sabbatical',
      path: 'sabbatical.pdf',
      title: 'Sabbatical rules',
      mediaType: 'application/pdf',
      ...pages(filler, filler, 'The rules of a sabbatical: ask half a year before. Sabbatical rules differ by office.', filler),
    }),
    house.addDocument({
      id: 'chinese',
      path: '测试.txt',
      title: '说明',
      language: 'zh',
      texts: ['这是一个测试文档，用于搜索。'],
    }),
    house.addDocument({
      id: 'quote',
      path: 'quote.txt',
      title: 'Quote',
      texts: ['He was out of the office for a red wine tasting.'],
    }),
    house.addDocument({
      id: 'noquote',
      path: 'noquote.txt',
      title: 'Other',
      texts: ['The wine was white and the office door red.'],
    }),
    house.addDocument({ id: 'long', path: 'long.pdf', title: 'Long', mediaType: 'application/pdf', ...pages(...long()) }),
  ]);
});

afterAll(() => house.close());

const ids = async (q: string) => (await house.ask({ q, type: 'documents' })).documents.items.map((document) => document.id);

test('the document called exactly that comes first, before one that repeats the words', async () => {
  expect((await ids('travel policy'))[0]).toBe('travel');
  expect((await ids('Travel Policy.pdf'))[0]).toBe('travel');
  expect((await ids('membrane-review.md'))[0]).toBe('membrane');
});

test('the page number is that of the page with the words', async () => {
  const { documents } = await house.ask({ q: 'reimbursement rental car', type: 'documents' });
  expect(documents.items[0]).toMatchObject({ id: 'travel', page: 3, path: 'Policies/Travel Policy.pdf' });
});

test('the page number is right even when the title already has all the words', async () => {
  const { documents } = await house.ask({ q: 'travel policy receipt', type: 'documents' });
  expect(documents.items[0]).toMatchObject({ id: 'travel', page: 2 });
  const titled = await house.ask({ q: 'sabbatical rules', type: 'documents' });
  expect(titled.documents.items[0]).toMatchObject({ id: 'sabbatical', page: 3 });
  const deep = await house.ask({ q: 'long xylophone', type: 'documents' });
  expect(deep.documents.items[0]).toMatchObject({ id: 'long', page: 77 });
});

test('the snippet shows the words in their context, marked, as text', async () => {
  const { documents } = await house.ask({ q: 'rental cars', type: 'documents' });
  const snippet = documents.items[0]?.snippet ?? [];
  expect(snippet.filter((piece) => piece.match).map((piece) => piece.text)).toEqual(['rental', 'car']);
  expect(snippet.map((piece) => piece.text).join('')).toContain('Reimbursement of a rental car needs');
});

test('documents with all the words come before those with some, and the answer says so', async () => {
  const { documents, notices } = await house.ask({ q: 'desalination pressure valves', type: 'documents' });
  expect(documents.items.map((document) => document.id)).toEqual(['plant', 'membrane']);
  expect(documents.total).toBe(2);
  expect(notices.map((notice) => notice.code)).toContain('some-words');
});

test('a quoted phrase is found only as it is', async () => {
  expect(await ids('"out of the office"')).toEqual(['quote']);
  expect(await ids('"red office"')).toEqual([]);
  expect((await house.ask({ q: '"the office"', type: 'documents' })).documents.total).toBe(2);
});

test('a word after a minus takes documents out', async () => {
  expect(await ids('desalination -membranes')).toEqual(['plant']);
});

test('the last word may be a beginning, and is not when a space follows', async () => {
  expect(await ids('roadm')).toEqual(['plant']);
  expect(await ids('roadm ')).toEqual([]);
});

test('a code is found with and without its hyphen', async () => {
  expect(await ids('PRJ-1234')).toContain('plant');
  expect(await ids('prj1234')).toEqual(['plant']);
});

test('Chinese words are found inside a run of text, and marked', async () => {
  const { documents } = await house.ask({ q: '测试', type: 'documents' });
  expect(documents.items[0]?.id).toBe('chinese');
  expect(documents.items[0]?.snippet).toContainEqual({ text: '测试', match: true });
});

test('common words do not decide, and the answer names those that were left out', async () => {
  const { documents, notices } = await house.ask({ q: 'what is the reimbursement of a car', type: 'documents' });
  expect(documents.items[0]?.id).toBe('travel');
  expect(notices.find((notice) => notice.code === 'words-ignored')?.message).toMatch(/what, is, the, of, a/);
});

test('filters by label, type, language and author', async () => {
  const found = async (question: Parameters<typeof house.ask>[0]) => (await house.ask(question)).documents.items.map((d) => d.id);
  expect(await found({ q: 'plant', label: ['review'] })).toEqual(['membrane']);
  expect((await found({ q: '', mediaType: ['application/pdf'] })).sort()).toEqual(['long', 'sabbatical', 'travel']);
  expect(await found({ q: '', language: ['zh'] })).toEqual(['chinese']);
  expect(await found({ q: '', author: ['Wren Abara'] })).toEqual(['membrane']);
  expect(await found({ q: '', author: ['wren'] })).toEqual(['membrane']);
});

test('a date without a time includes the whole day', async () => {
  const found = await house.ask({ q: '', modifiedFrom: '2024-03-01', modifiedTo: '2024-03-01' });
  expect(found.documents.items.map((document) => document.id)).toEqual(['travel']);
  expect((await house.ask({ q: '', modifiedTo: '2023-12-31' })).documents.items.map((d) => d.id)).toEqual(['plant']);
});

test('sorts by date, the newest first', async () => {
  const { documents } = await house.ask({ q: 'desalination', type: 'documents', sort: 'newest' });
  expect(documents.items.map((document) => document.id)).toEqual(['membrane', 'plant']);
  const browsed = await house.ask({ q: '', type: 'documents', label: ['policy', 'minutes', 'review'] });
  expect(browsed.documents.items.map((document) => document.id)).toEqual(['trips', 'membrane', 'travel']);
});

test('facets count documents, not passages, and agree with the total', async () => {
  const { documents, facets } = await house.ask({ q: 'plant', type: 'documents' });
  expect(documents.total).toBe(2);
  expect(facets.label).toEqual([
    { value: 'product', count: 1, selected: false },
    { value: 'review', count: 1, selected: false },
  ]);
  const filtered = await house.ask({ q: 'plant', type: 'documents', label: ['review'] });
  expect(filtered.facets.label).toEqual([
    { value: 'product', count: 1, selected: false },
    { value: 'review', count: 1, selected: true },
  ]);
  expect(filtered.documents.total).toBe(1);
});

test('a filter that only documents know hides people from an open search, and the other way round', async () => {
  const open = await house.ask('desalination');
  expect(open.people.total).toBe(1);
  const labelled = await house.ask({ q: 'desalination', label: ['review'] });
  expect(labelled).toMatchObject({ people: { total: 0, items: [] }, documents: { total: 1 } });
  const placed = await house.ask({ q: 'desalination', location: ['Kiel'] });
  expect(placed).toMatchObject({ people: { total: 0 }, documents: { total: 0, items: [] } });
});

test('`best` has each hit of the page once, the exact title before the rest', async () => {
  const { best, people, documents } = await house.ask('membrane review');
  expect(best[0]).toEqual({ type: 'document', id: 'membrane' });
  expect(best).toHaveLength(people.items.length + documents.items.length);
  expect((await house.ask('wren abara')).best[0]).toEqual({ type: 'person', id: 'wren' });
});

test('a broad question is counted exactly and paged without gaps or repeats beyond what is ranked', async () => {
  const many = Array.from({ length: 260 }, (_, n) =>
    house.addDocument({ id: `bulk-${n}`, source: 'bulk', title: `Bulk ${n}`, texts: ['quokka facts', 'quokka habitat facts'] }),
  );
  await Promise.all(many);
  const seen: string[] = [];
  for (let page = 1; page <= 9; page++) {
    const { documents, facets } = await house.ask({ q: 'quokka', type: 'documents', page, pageSize: 30 });
    expect(documents).toMatchObject({ total: 260, totalIsCapped: false });
    expect(facets.source).toEqual([{ value: 'bulk', count: 260, selected: false }]);
    seen.push(...documents.items.map((document) => document.id));
  }
  expect(seen).toHaveLength(260);
  expect(new Set(seen).size).toBe(260);
  // Of three words the engine is asked to count only now that there are more than are ranked.
  for (const chosen of [{}, { source: ['bulk'] }]) {
    const { documents, facets } = await house.ask({ q: 'quokka habitat facts', type: 'documents', ...chosen });
    expect(documents.total).toBe(260);
    expect(facets.source).toEqual([{ value: 'bulk', count: 260, selected: 'source' in chosen }]);
    expect(facets.mediaType?.[0]?.count).toBe(260);
  }
});

test('the text of a document comes in order, by page, with the words marked', async () => {
  const text = await house.text({ id: 'travel', query: 'rental car' });
  expect(text).toMatchObject({ page: null, pages: 3, unit: 'page' });
  expect(await house.matches('travel', 'rental car')).toEqual({ unit: 'page', pages: 3, matches: [{ page: 3, count: 1 }] });
  expect(text?.sections.map((section) => section.page)).toEqual([1, 2, 3]);
  expect(text?.sections[2]?.text.filter((piece) => piece.match).map((piece) => piece.text)).toEqual(['rental', 'car']);
  const page = await house.text({ id: 'travel', page: 2, query: '' });
  expect(page?.sections.map((section) => section.page)).toEqual([2]);
  expect(page?.sections[0]?.text.map((piece) => piece.text).join('')).toContain('Employees book trains');
});

test('a source that was never read completely is named when it answers', async () => {
  const { notices, freshness } = await house.ask('membrane');
  expect(freshness).toContainEqual({ source: 'library', completedAt: null });
  expect(notices).toContainEqual({
    code: 'source-incomplete',
    level: 'warning',
    message: '"library" has not been read completely yet.',
  });
});

test('tells somebody whose groups could not be resolved', async () => {
  const { notices } = await house.ask('membrane', { ...viewer(), groupsIncomplete: true });
  expect(notices.map((notice) => notice.code)).toContain('groups-incomplete');
});

test('suggests people and documents whose titles begin so', async () => {
  const suggested = await house.suggest('mem');
  expect(suggested.documents[0]?.id).toBe('membrane');
  expect((await house.suggest('wre')).people.map((person) => person.id)).toEqual(['wren']);
  expect(await house.suggest('')).toEqual({ query: '', completions: [], teams: [], people: [], documents: [] });
});

test('an expert has evidence that can be read, and reasons in words', async () => {
  await house.addDocument(
    { id: 'x2', title: 'Second', authors: [{ name: 'Wren Abara', personId: 'wren' }], texts: ['desalination costs'] },
    everyone,
  );
  const [expert] = await house.experts('desalination');
  expect(expert).toMatchObject({ person: { id: 'wren' }, total: 2 });
  expect(expert?.evidence.map((document) => document.documentId).sort()).toEqual(['membrane', 'x2']);
  expect(expert?.reasons).toEqual([
    'Wrote 2 documents about it, the latest in January 2026',
    'Wrote “Second”',
    'Names desalination as a skill',
  ]);
});

test('lists what a person wrote, newest first', async () => {
  await house.addDocument(
    { id: 'hidden', title: 'Hidden', authors: [{ name: 'Wren Abara', personId: 'wren' }], modifiedAt: day('2026-06-01') },
    readableBy('group:board'),
  );
  const { items } = await house.documentsBy('wren');
  expect(items.map((document) => document.id)).not.toContain('hidden');
  expect(items.at(-1)?.id).toBe('membrane');
  expect((await house.documentsBy('wren', viewer('group:board'))).items[0]?.id).toBe('hidden');
});

function long(): string[] {
  return Array.from({ length: 90 }, (_, n) =>
    n === 76 ? 'Here stands the xylophone.' : `Page ${n + 1} is about something else.`,
  );
}

test('a slip is forgiven also when a document that is not for the viewer holds the very word', async () => {
  await house.addDocument({ id: 'budget', title: 'Plans', path: 'plans.txt', texts: ['The budget of the plant grows.'] });
  const words = async () => {
    const { documents } = await house.ask({ q: 'budgte grows ', explain: 'true' });
    return documents.items.find(({ id }) => id === 'budget')?.explanation?.parts;
  };
  const before = await words();
  expect(before?.some(({ name }) => name === 'allWords')).toBe(true);
  await house.addDocument({ id: 'secret-slip', path: 'slip.txt', texts: ['budgte'] }, readableBy('user:somebody-else'));
  expect((await words())?.map(({ name }) => name)).toEqual(before?.map(({ name }) => name));
});
