import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { AuditResponse } from '#server/contract/audit.ts';
import { Problem } from '#server/contract/common.ts';
import { HomeResponse } from '#server/contract/home.ts';
import { AcronymCard, AnswerCard, AnswerDetail, card, GoAnswer, GoLinkCard } from '#server/contract/knowledge.ts';
import { Post, PostsResponse } from '#server/contract/posts.ts';
import { Inbox, InboxCount, Question, QuestionRoutes } from '#server/contract/questions.ts';
import { SearchResponse, SuggestResponse } from '#server/contract/search.ts';
import { type AtriumProcess, startAtrium } from '../../support/atrium-process.ts';

/** The demo company. Grace is an administrator, Helena a manager, Tomáš an employee of another department. */
let atrium: AtriumProcess;
/** Whoever manages a team that none of the others belongs to. */
const cookies = { grace: '', helena: '', tomas: '', manager: '' };
let team: string;
let managerName: string;
type Who = keyof typeof cookies;

beforeAll(async () => {
  atrium = await startAtrium();
  cookies.grace = await cookieOf('grace.okafor');
  cookies.helena = await cookieOf('helena.brandt');
  cookies.tomas = await cookieOf('tomas.novak');
  const { teams } = await ask('tomas', '/questions/routes?q=', QuestionRoutes);
  const known = ['grace.okafor', 'helena.brandt', 'tomas.novak'];
  const other = teams.find(({ manager }) => !known.includes(manager.uid));
  if (other === undefined) throw new Error('the demo has changed: nobody else manages a team');
  team = other.name;
  managerName = other.manager.name;
  cookies.manager = await cookieOf(other.manager.uid);
});
afterAll(() => atrium?.stop());

async function call(who: Who | undefined, path: string, sent: { method?: string; body?: object } = {}): Promise<Response> {
  return fetch(`${atrium.url}${path}`, {
    method: sent.method ?? (sent.body ? 'POST' : 'GET'),
    redirect: 'manual',
    headers: { ...(who ? { cookie: cookies[who] } : {}), ...(sent.body ? { 'content-type': 'application/json' } : {}) },
    ...(sent.body ? { body: JSON.stringify(sent.body) } : {}),
  });
}

async function cookieOf(username: string): Promise<string> {
  const response = await call(undefined, '/api/v1/session', { body: { username, password: 'demo' } });
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

/** The answer is checked against the contract. */
async function ask<T extends z.ZodType>(
  who: Who,
  path: string,
  schema: T,
  sent?: Parameters<typeof call>[2],
): Promise<z.output<T>> {
  const response = await call(who, `/api/v1${path}`, sent);
  expect(response.ok, `${path}: ${response.ok ? '' : await response.clone().text()}`).toBe(true);
  return schema.parse(await response.json());
}

async function refused(who: Who, path: string, sent?: Parameters<typeof call>[2]): Promise<Problem> {
  const response = await call(who, `/api/v1${path}`, sent);
  expect(response.ok, path).toBe(false);
  return Problem.parse(await response.json());
}

const search = (who: Who, q: string) => ask(who, `/search?q=${encodeURIComponent(q)}`, SearchResponse);
const suggest = (who: Who, q: string) => ask(who, `/suggest?q=${encodeURIComponent(q)}`, SuggestResponse);
const titles = (found: { answers?: { title: string }[] | undefined }) => (found.answers ?? []).map(({ title }) => title);
const groupsOf = async (who: Who) => (await ask(who, '/audiences', z.object({ groups: z.array(z.string()) }))).groups;
/** A group that Helena is in and Tomáš is not. */
async function groupOfHelena(): Promise<string> {
  const others = new Set(await groupsOf('tomas'));
  const own = (await groupsOf('helena')).find((group) => !others.has(group));
  if (own === undefined) throw new Error('the demo has changed: Helena is in no group of her own');
  return own;
}

const ANSWERS = '/admin/curation/answers';
const parking = {
  questions: ['Where can visitors park their cars?', 'visitor parking'],
  text: 'Behind the boathouse, places 1 to 8.',
  audience: { kind: 'everyone' },
};

describe('answers', () => {
  test('stand above the results for other words of the same question, with owner and how long they are verified', async () => {
    const added = await ask('grace', ANSWERS, card(AnswerCard), { body: { entry: parking, owner: 'helena.brandt' } });
    expect(added.owner?.name).toBe('Helena Brandt');
    for (const q of [
      'where can visitors park their cars',
      'Visitors Parking',
      'parking for visitors?',
      'car parks for visitor cars',
    ])
      expect(titles(await search('tomas', q)), q).toEqual([parking.questions[0]]);
    const [shown] = (await search('tomas', 'visitor parking')).answers;
    expect(shown).toMatchObject({
      kind: 'answers',
      owner: { name: 'Helena Brandt' },
      verifiedBy: 'grace.okafor',
      isExpired: false,
    });
    expect(titles(await search('tomas', 'parking -visitor'))).toEqual([]);
    expect(titles(await search('tomas', 'swivel wear limit'))).toEqual([]);
    expect(titles(await suggest('tomas', 'visitors par'))).toEqual([parking.questions[0]]);
    const { counts } = await search('tomas', 'visitor parking');
    expect(counts.answers).toBe(1);
  });

  test('are found by the synonyms of the house', async () => {
    const synonyms = { direction: 'both', terms: ['visitor', 'guest'] };
    const response = await call('grace', '/api/v1/admin/curation/synonyms', { body: synonyms });
    expect(response.ok).toBe(true);
    expect(titles(await search('tomas', 'guest parking'))).toEqual([parking.questions[0]]);
  });

  test('are for their audience only: nobody else learns that there is one', async () => {
    const group = await groupOfHelena();
    const entry = {
      questions: ['secret mooring plan'],
      text: 'In the red folder.',
      audience: { kind: 'groups', groups: [group] },
    };
    const { id } = await ask('grace', ANSWERS, card(AnswerCard), { body: { entry, owner: 'grace.okafor' } });
    expect((await search('helena', 'secret mooring plan')).answers[0]).toMatchObject({ forGroups: [group] });
    expect(titles(await search('tomas', 'secret mooring plan'))).toEqual([]);
    expect(titles(await suggest('tomas', 'secret moor'))).toEqual([]);
    expect((await search('tomas', 'secret mooring plan')).counts.answers).toBe(0);
    expect(await refused('tomas', `/answers/${id}`)).toEqual(await refused('tomas', '/answers/99999'));
    expect((await ask('helena', `/answers/${id}`, AnswerDetail)).entry).toBeNull();
  });

  test('are changed and verified by whoever keeps them, and by nobody else', async () => {
    const { items } = await ask('grace', ANSWERS, z.object({ items: z.array(card(AnswerCard)) }));
    const id = items.find(({ entry }) => entry.questions[0] === parking.questions[0])?.id ?? 0;
    await ask('grace', `${ANSWERS}/${id}`, card(AnswerCard), {
      method: 'PUT',
      body: { entry: parking, verifiedUntil: '2020-01-01' },
    });
    expect((await search('tomas', 'visitor parking')).answers[0]).toMatchObject({
      isExpired: true,
      owner: { name: 'Helena Brandt' },
    });
    // Whoever keeps it is asked whether it still holds.
    expect((await ask('helena', '/questions', Inbox)).toVerify.map(({ title }) => title)).toEqual([parking.questions[0]]);
    expect((await ask('tomas', '/questions', Inbox)).toVerify).toEqual([]);
    expect((await refused('tomas', `/answers/${id}/verify`, { body: {} })).code).toBe('not-found');
    expect((await refused('tomas', `/answers/${id}`, { method: 'PUT', body: { entry: parking } })).code).toBe('not-found');
    const verified = await ask('helena', `/answers/${id}/verify`, AnswerDetail, { body: {} });
    expect(verified).toMatchObject({ isExpired: false, verifiedBy: 'helena.brandt' });
    const better = { ...parking, text: 'Behind the boathouse, places 1 to 12.' };
    await ask('helena', `/answers/${id}`, AnswerDetail, { method: 'PUT', body: { entry: better } });
    expect((await search('tomas', 'visitor parking')).answers[0]?.text).toBe(better.text);
  });

  test('are written down with who changed them, and are administrators’ to list', async () => {
    const { items } = await ask('grace', '/admin/audit?limit=50&action=knowledge', AuditResponse);
    expect(items.map(({ actor }) => actor)).toContain('helena.brandt');
    expect((await refused('helena', ANSWERS)).code).toBe('forbidden');
    const unknown = { entry: parking, owner: 'nobody.at-all' };
    expect((await refused('grace', ANSWERS, { body: unknown })).errors?.[0]?.path).toBe('owner');
    const nowhere = { entry: { ...parking, audience: { kind: 'groups', groups: ['no-such-group'] } } };
    expect((await refused('grace', ANSWERS, { body: nowhere })).errors?.[0]?.path).toBe('audience.groups.0');
  });
});

test('an acronym is explained for exactly the short form', async () => {
  const entry = { short: 'A.D.C.P.', meanings: [{ text: 'Acoustic Doppler current profiler' }], audience: { kind: 'everyone' } };
  await ask('grace', '/admin/curation/acronyms', card(AcronymCard), { body: { entry } });
  for (const q of ['ADCP', 'adcp', 'a.d.c.p.'])
    expect((await search('tomas', q)).answers, q).toMatchObject([
      { kind: 'acronyms', text: 'Acoustic Doppler current profiler' },
    ]);
  expect(titles(await search('tomas', 'adcp calibration'))).toEqual([]);
  expect(titles(await suggest('tomas', 'adcp'))).toEqual(['A.D.C.P.']);
});

describe('go links', () => {
  const wiki = {
    name: 'wiki',
    target: 'https://wiki.example/find?q=%s',
    description: 'The wiki',
    audience: { kind: 'everyone' },
  };

  test('lead where they lead to, with what follows the name as one piece of the address', async () => {
    await ask('tomas', '/go-links', GoAnswer, { body: wiki });
    const led = async (path: string) => (await call('helena', path)).headers.get('location');
    expect(await led('/go/wiki/anchor%20chain')).toBe('https://wiki.example/find?q=anchor%20chain');
    expect(await led('/go/WIKI')).toBe('https://wiki.example/find?q=');
    expect(await led('/go/wiki/a&b=c%2F..%2F@evil.example')).toBe('https://wiki.example/find?q=a%26b%3Dc%2F..%2F%40evil.example');
    expect((await suggest('helena', 'wiki')).answers?.[0]).toMatchObject({ kind: 'go-links', title: 'go/wiki', url: '/go/wiki' });
    expect(titles(await suggest('helena', 'go/wi'))).toEqual(['go/wiki']);
    expect((await search('helena', 'go/wiki')).answers[0]?.title).toBe('go/wiki');
  });

  test('that nobody made give the page of the client, and those that are near', async () => {
    const response = await call('helena', '/go/wikki');
    expect([response.status, response.headers.get('content-type')]).toEqual([200, expect.stringContaining('text/html')]);
    const answer = await ask('helena', '/go-links?name=wikki', GoAnswer);
    expect(answer).toMatchObject({ url: null, mayCreate: true, similar: [{ name: 'wiki' }] });
  });

  test.each([
    ['javascript:alert(1)'],
    ['data:text/html,x'],
    ['//evil.example/'],
    ['/\\evil.example'],
    ['https://%s.example/'],
    ['https://{}/'],
    ['/%s'],
    ['ftp://files.example/'],
    ['https://user@evil.example/'],
  ])('are not made to %s', async (target) => {
    expect((await refused('tomas', '/go-links', { body: { ...wiki, name: 'other', target } })).code).toBe('invalid-request');
  });

  test('of others are neither led to nor named, and their names are not free', async () => {
    const group = await groupOfHelena();
    const entry = { ...wiki, name: 'wiki-plans', audience: { kind: 'groups', groups: [group] } };
    await ask('grace', '/admin/curation/go-links', card(GoLinkCard), { body: { entry, owner: 'helena.brandt' } });
    expect((await call('helena', '/go/wiki-plans')).status).toBe(302);
    expect((await call('tomas', '/go/wiki-plans')).status).toBe(200);
    expect((await ask('tomas', '/go-links?name=wiki-plan', GoAnswer)).similar.map(({ name }) => name)).toEqual(['wiki']);
    expect((await refused('tomas', '/go-links', { body: { ...wiki, name: 'Wiki-Plans' } })).code).toBe('conflict');
  });

  test('lead nobody who is not signed in', async () => {
    const response = await fetch(`${atrium.url}/go/nowhere`, { redirect: 'manual' });
    expect(response.status).toBe(200);
  });
});

describe('a question that no document answers', () => {
  const text = 'Who repairs the coffee machine in the boathouse?';

  test('goes to the manager of the team, whose answer all who asked are told, and becomes findable', async () => {
    const asked = await ask('tomas', '/questions', Question, { body: { text, details: 'It leaks.', team } });
    expect(asked).toMatchObject({
      state: 'open',
      isMine: true,
      isForMe: false,
      sentTo: [{ name: managerName }],
      askedBy: [],
    });
    const joined = await ask('grace', '/questions', Question, { body: { text: text.toUpperCase(), team } });
    expect(joined.id).toBe(asked.id);

    const waiting = (await ask('manager', '/questions', Inbox)).waiting.filter(({ id }) => id === asked.id);
    expect(waiting).toMatchObject([{ text, isForMe: true, details: 'It leaks.' }]);
    expect(waiting[0]?.askedBy.map(({ name }) => name).sort()).toEqual(['Grace Okafor', 'Tomáš Novák']);

    expect((await refused('tomas', `/questions/${asked.id}/answer`, { body: { text: 'Me.' } })).code).toBe('forbidden');
    const body = { text: 'The harbour master does; ring 311.' };
    const answered = await ask('manager', `/questions/${asked.id}/answer`, Question, { body });
    expect(answered).toMatchObject({
      state: 'answered',
      answer: { owner: { name: managerName }, verifiedBy: expect.any(String) },
    });
    expect((await refused('manager', `/questions/${asked.id}/answer`, { body })).code).toBe('conflict');

    for (const who of ['tomas', 'grace'] as const) {
      expect((await ask(who, '/questions/count', InboxCount)).unread).toBe(1);
      expect((await ask(who, '/questions', Inbox)).notifications).toMatchObject([{ kind: 'answered', text, isRead: false }]);
    }
    expect((await ask('tomas', '/questions/read', InboxCount, { body: {} })).unread).toBe(0);
    expect((await search('helena', 'coffee machine repairs boathouse')).answers[0]?.text).toBe(body.text);
  });

  test('is known to nobody else until then; two who ask the same do not learn of each other', async () => {
    const secret = 'What became of the reorganisation plans?';
    const first = await ask('grace', '/questions', Question, { body: { text: secret, details: 'Between us.', team } });
    expect((await refused('helena', `/questions/${first.id}`)).code).toBe('not-found');
    const between = new Date().toISOString();
    const second = await ask('tomas', '/questions', Question, {
      body: { text: secret, team },
    });
    expect(second.askedAt >= between).toBe(true);
    expect((await ask('grace', `/questions/${first.id}`, Question)).askedAt).toBe(first.askedAt);
    expect(second).toMatchObject({ details: '', askedBy: [], sentTo: [{ name: managerName }] });
    // Who withdraws leaves the others their question.
    expect((await call('tomas', `/api/v1/questions/${first.id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await refused('tomas', `/questions/${first.id}`)).code).toBe('not-found');
    expect((await ask('grace', `/questions/${first.id}`, Question)).state).toBe('open');
  });

  test('goes to administrators when everybody who was asked leaves it to others', async () => {
    const { id } = await ask('tomas', '/questions', Question, { body: { text: 'May I paint my office green?', team } });
    expect((await call('manager', `/api/v1/questions/${id}/decline`, { method: 'POST', body: {} })).status).toBe(204);
    expect((await ask('manager', '/questions', Inbox)).waiting.map((one) => one.id)).not.toContain(id);
    expect((await ask('grace', '/questions', Inbox)).waiting.map((one) => one.id)).toContain(id);
    expect((await ask('tomas', '/questions', Inbox)).notifications[0]).toMatchObject({ kind: 'handed-on' });
  });

  test('is asked of experts, as the asker sees them, and only so often a day', async () => {
    const { experts } = await ask('tomas', '/questions/routes?q=lidar+calibration', QuestionRoutes);
    const asked = await ask('tomas', '/questions', Question, { body: { text: 'lidar calibration' } });
    expect(asked.sentTo.map(({ name }) => name).sort()).toEqual(experts.map(({ name }) => name).sort());
    expect(asked.sentTo.map(({ name }) => name)).not.toContain('Tomáš Novák');
    let last: Response | undefined;
    for (let n = 0; n < 10; n++)
      last = await call('tomas', '/api/v1/questions', { body: { text: `a question, number ${n}`, team: 'Sales' } });
    expect(last?.status).toBe(429);
  });
});

describe('news and reviews', () => {
  const found = async (who: Who, q: string) => (await search(who, q)).documents.items.map(({ title }) => title);
  const indexed = (id: number) =>
    vi.waitFor(
      async () =>
        expect((await ask('helena', '/posts', PostsResponse)).items.find((one) => one.id === id)?.isSearchable).toBe(true),
      {
        timeout: 15_000,
        interval: 100,
      },
    );
  const news = {
    kind: 'news',
    title: 'The quokka regatta',
    text: '# Programme\n\nQuokkas row on **Friday**.',
    isAnnouncement: false,
  };

  test('are documents: found, read, resolved to their author, and gone at once when they are deleted', async () => {
    const post = await ask('helena', '/posts', Post, { body: news });
    await indexed(post.id);
    const [hit] = (await search('tomas', 'quokka regatta')).documents.items;
    expect(hit).toMatchObject({ id: post.documentId, source: 'atrium', title: news.title, label: 'news' });
    expect(hit?.authors).toMatchObject([{ name: 'Helena Brandt', personId: expect.any(String) }]);
    const text = await call('tomas', `/api/v1/documents/${post.documentId}/text`);
    expect(await text.text()).toContain('Quokkas row on Friday');
    const original = await call('tomas', `/api/v1/documents/${post.documentId}/content`);
    expect(await original.text()).toContain('Quokkas row on **Friday**');

    expect((await refused('tomas', `/posts/${post.id}`, { method: 'PUT', body: news })).code).toBe('not-found');
    expect((await refused('tomas', `/posts/${post.id}`, { method: 'DELETE' })).code).toBe('not-found');
    expect((await call('helena', `/api/v1/posts/${post.id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await call('helena', `/api/v1/documents/${post.documentId}`)).status).toBe(404);
    expect(await found('helena', 'quokka regatta')).not.toContain(news.title);
  }, 30_000);

  test('are for their audience, from the moment on when it changes', async () => {
    const group = await groupOfHelena();
    const post = await ask('helena', '/posts', Post, { body: news });
    await indexed(post.id);
    expect(await found('tomas', 'quokka')).toContain(news.title);
    const narrowed = { ...news, audience: { kind: 'groups', groups: [group] } };
    await ask('helena', `/posts/${post.id}`, Post, { method: 'PUT', body: narrowed });
    expect(await found('tomas', 'quokka')).toEqual([]);
    expect((await call('tomas', `/api/v1/documents/${post.documentId}`)).status).toBe(404);
    await indexed(post.id);
    expect(await found('tomas', 'quokka')).toEqual([]);
    expect(await found('helena', 'quokka')).toContain(news.title);
    expect((await refused('tomas', '/posts', { body: narrowed })).errors?.[0]?.path).toBe('audience.groups.0');
    await call('helena', `/api/v1/posts/${post.id}`, { method: 'DELETE' });
  }, 30_000);

  test('that are announced stand on the home page of those they are for; a review has its stars', async () => {
    expect((await refused('helena', '/posts', { body: { ...news, isAnnouncement: true } })).code).toBe('forbidden');
    const group = await groupOfHelena();
    const audience = { kind: 'groups', groups: [group] };
    const review = { kind: 'review', title: 'Sturdy rope', subject: 'Hemp & Sons', rating: 4, text: 'It *holds* wombats.' };
    const reviewed = await ask('helena', '/posts', Post, { body: review });
    await indexed(reviewed.id);
    const text = await call('tomas', `/api/v1/documents/${reviewed.documentId}/text`);
    expect(await text.text()).toContain('Hemp & Sons: ★★★★☆ (4/5)');
    const home = async (who: Who) => (await ask(who, '/home', HomeResponse)).announcements.map(({ title }) => title);
    const announced = { ...news, isAnnouncement: true, audience };
    const { id } = await ask('grace', '/posts', Post, { body: announced });
    await vi.waitFor(async () => expect(await home('helena')).toEqual([news.title]), { timeout: 15_000, interval: 100 });
    expect(await home('tomas')).toEqual([]);
    await call('grace', `/api/v1/posts/${id}`, { method: 'DELETE' });
    expect(await home('helena')).toEqual([]);
  }, 30_000);
});

test('home tells what is new and how fresh it is, of what this viewer may read', async () => {
  const home = await ask('tomas', '/home', HomeResponse);
  const newest = await ask('tomas', '/search?type=documents&sort=newest&pageSize=8', SearchResponse);
  expect(home.newDocuments.map(({ id }) => id)).toEqual(newest.documents.items.map(({ id }) => id));
  expect(home.scope.documents.total).toBe(newest.documents.total);
  expect(home.freshness.map(({ source }) => source)).toEqual([...home.freshness.map(({ source }) => source)].sort());
  expect(home.freshness.every(({ isStale }) => !isStale)).toBe(true);
  expect(home.muchRead).toEqual([]);
});
