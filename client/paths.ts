/** Every address of the client, in one place; parameters are escaped here. */
export const paths = {
  home: '/',
  search: '/search',
  person: (id: string) => `/people/${encodeURIComponent(id)}`,
  org: (id: string) => `/people/${encodeURIComponent(id)}/org`,
  document: (id: string, at: { page?: number | null; q?: string } = {}) => {
    const parameters = new URLSearchParams();
    if (at.page) parameters.set('page', String(at.page));
    if (at.q) parameters.set('q', at.q);
    const query = parameters.toString();
    return `/documents/${encodeURIComponent(id)}${query ? `?${query}` : ''}`;
  },
  /** `next` is where to go afterwards; only addresses of this site are followed. */
  signIn: (next?: string) => (next ? `/sign-in?next=${encodeURIComponent(next)}` : '/sign-in'),
  sources: '/admin/sources',
  /** With a question, if there is one. */
  permissions: (question?: { as: string; document: string }) =>
    question ? `/admin/permissions?${new URLSearchParams(question)}` : '/admin/permissions',
  audit: '/admin/audit',
  vcard: (id: string) => `/api/v1/people/${encodeURIComponent(id)}.vcf`,
} as const;
