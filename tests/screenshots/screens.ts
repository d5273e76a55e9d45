import type { Page } from 'playwright-core';

/** Who of the demo company looks. */
export type Looker = 'employee' | 'administrator';

export interface Screen {
  /** Begins the file's name. */
  name: string;
  as: Looker;
  /** Leads to the screen and waits until everything on it is there. */
  show(page: Page): Promise<void>;
}

/** The screens that decide how Atrium feels, in the order in which people meet them. */
export const SCREENS: readonly Screen[] = [
  { name: 'home', as: 'employee', show: (page) => open(page, '/') },
  {
    name: 'box',
    as: 'employee',
    async show(page) {
      await open(page, '/');
      await page.getByRole('combobox').first().pressSequentially('hel');
      await page.getByRole('option', { name: /^Helena Brandt/ }).waitFor();
      await settled(page);
    },
  },
  { name: 'results', as: 'employee', show: (page) => open(page, '/search?q=mooring+inspection') },
  { name: 'results-person', as: 'employee', show: (page) => open(page, '/search?q=helena') },
  { name: 'no-results', as: 'employee', show: (page) => open(page, '/search?q=zzqqxxyy') },
  {
    name: 'person',
    as: 'employee',
    show: async (page) => open(page, `/people/${await firstHit(page, 'people', 'helena brandt')}`),
  },
  {
    name: 'org-chart',
    as: 'employee',
    show: async (page) => open(page, `/people/${await firstHit(page, 'people', 'helena brandt')}/org`),
  },
  {
    name: 'reader',
    as: 'employee',
    show: async (page) => open(page, `/documents/${await firstHit(page, 'documents', 'swivel wear limit')}?page=4&q=swivel`),
  },
  { name: 'people', as: 'employee', show: (page) => open(page, '/people') },
  { name: 'team', as: 'employee', show: (page) => open(page, '/teams?name=Platform+Engineering') },
  { name: 'ask', as: 'employee', show: (page) => open(page, '/ask?q=zzqqxxyy') },
  { name: 'posts', as: 'employee', show: (page) => open(page, '/posts') },
  { name: 'sources', as: 'administrator', show: (page) => open(page, '/admin/sources') },
  { name: 'source', as: 'administrator', show: (page) => open(page, '/admin/sources/library') },
  { name: 'source-wizard', as: 'administrator', show: (page) => open(page, '/admin/sources/new') },
  { name: 'permissions', as: 'administrator', show: (page) => open(page, '/admin/permissions') },
  { name: 'curation', as: 'administrator', show: (page) => open(page, '/admin/curation') },
  { name: 'analytics', as: 'administrator', show: (page) => open(page, '/admin/analytics') },
  { name: 'operations', as: 'administrator', show: (page) => open(page, '/admin/operations') },
  { name: 'audit', as: 'administrator', show: (page) => open(page, '/admin/audit') },
  {
    name: 'sign-in',
    as: 'employee',
    async show(page) {
      // In the demo everybody is somebody, and would be led on.
      await page.route('**/api/v1/me', async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, json: { ...(await response.json()), user: null } });
      });
      await open(page, '/sign-in');
    },
  },
];

async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator('main h1').first().waitFor();
  await settled(page);
}

/** Nothing is on its way any more, letters and pictures are there, and nothing says that it is busy. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  await page.evaluate('document.fonts.ready.then(() => undefined)');
  // A picture of a whole page begins at its top, wherever the page itself has gone.
  await page.evaluate('scrollTo(0, 0)');
}

async function firstHit(page: Page, type: 'people' | 'documents', query: string): Promise<string> {
  const response = await page.request.get(`/api/v1/search?type=${type}&q=${encodeURIComponent(query)}`);
  const answer: Record<string, { items: { id: string }[] }> = await response.json();
  const id = answer[type]?.items[0]?.id;
  if (id === undefined) throw new Error(`The demo has nothing for "${query}".`);
  return id;
}
