/** Every address of the client, in one place; parameters are escaped here. */
export const paths = {
  home: '/',
  search: '/search',
  /** Everybody, or some: `{ letter: 'B' }`, `{ list: 'newcomers' }`. */
  people: (parameters: Record<string, string> = {}) => withQuery('/people', parameters),
  team: (name: string) => withQuery('/teams', { name }),
  person: (id: string) => `/people/${encodeURIComponent(id)}`,
  org: (id: string) => `/people/${encodeURIComponent(id)}/org`,
  /** `list`: the address parameters of the results one comes from, where `q` alone does not tell them. */
  document: (id: string, at: { page?: number | null; q?: string; list?: string | undefined } = {}) => {
    const parameters = new URLSearchParams();
    if (at.page) parameters.set('page', String(at.page));
    if (at.q) parameters.set('q', at.q);
    if (at.list !== undefined && at.list !== String(new URLSearchParams(at.q ? { q: at.q } : {})))
      parameters.set('list', at.list);
    const query = parameters.toString();
    return `/documents/${encodeURIComponent(id)}${query ? `?${query}` : ''}`;
  },
  /** What lies in a folder and below it; '' is all of the source. */
  folder: (source: string, folder: string) =>
    `/search?${new URLSearchParams(folder === '' ? { source, type: 'documents' } : { type: 'documents', folder: `${source}:/${folder}` })}`,
  /** `next` is where to go afterwards; only addresses of this site are followed. */
  signIn: (next?: string) => (next ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in'),
  sources: '/admin/sources',
  source: (id: string) => `/admin/sources/${encodeURIComponent(id)}`,
  /** Followed to its first result. */
  newSource: (kind?: string) => withQuery('/admin/sources/new', kind === undefined ? {} : { kind }),
  editSource: (id: string) => `/admin/sources/${encodeURIComponent(id)}/edit`,
  setup: '/setup',
  /** With a question, if there is one. */
  permissions: (question?: { as: string; document: string }) =>
    question ? `/admin/permissions?${new URLSearchParams(question)}` : '/admin/permissions',
  audit: '/admin/audit',
  /** What somebody finds, once it is said who. */
  viewAs: (question: { as?: string; folder?: string; page?: string } = {}) => withQuery('/admin/permissions/view-as', question),
  /** `kind`: pins, synonyms, boosts or golden; `new`: the words that something is to be done about. */
  curation: (at: { kind?: string; new?: string } = {}) => withQuery('/admin/curation', at),
  analytics: '/admin/analytics',
  operations: '/admin/operations',
  knowledge: '/admin/knowledge',
  answer: (id: string | number) => `/answers/${encodeURIComponent(id)}`,
  ask: (q = '') => (q.trim() === '' ? '/ask' : `/ask?${new URLSearchParams({ q: q.trim() })}`),
  questions: '/questions',
  posts: '/posts',
  newPost: (kind: 'news' | 'review') => `/posts/new?kind=${kind}`,
  post: (id: number) => `/posts/${id}`,
  go: (name: string) => `/go/${encodeURIComponent(name)}`,
  vcard: (id: string) => `/api/v1/people/${encodeURIComponent(id)}.vcf`,
} as const;

function withQuery(path: string, parameters: Record<string, string>): string {
  const query = new URLSearchParams(parameters).toString();
  return query === '' ? path : `${path}?${query}`;
}
