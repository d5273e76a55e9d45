import { startAtrium } from '/work/main/tests/support/atrium-process.ts';
import { startBrowser } from '/work/main/tests/support/browser.ts';
await using stack = new AsyncDisposableStack();
const t0 = Date.now();
const atrium = stack.adopt(await startAtrium(), (a) => a.stop());
console.log('up', Date.now() - t0);
const browser = stack.adopt(await startBrowser(), (b) => b.close());
const pages: [string, string, ((page: any) => Promise<void>)?][] = [
  ['analytics', '/admin/analytics'],
  ['analytics-month', '/admin/analytics?month=2026-10'],
  ['operations', '/admin/operations'],
  ['backups', '/admin/operations?part=backups'],
  ['licences', '/admin/operations?part=licences'],
  ['curation', '/admin/curation'],
  ['synonyms-new', '/admin/curation?kind=synonyms&new=pto'],
  ['pin-refused', '/admin/curation?new=mooring'],
  ['golden', '/admin/curation?kind=golden'],
  ['permissions', '/admin/permissions'],
  ['view-as', '/admin/permissions/view-as?as=helena.brandt'],
  ['audit', '/admin/audit'],
];
const first = await browser.newContext({ baseURL: atrium.url, locale: 'en-US' });
const sign = (c: any) => c.request.post('/api/v1/session', { data: { username: 'grace.okafor', password: 'demo' } });
await sign(first);
const found = await (await first.request.get('/api/v1/search?type=documents&q=mooring')).json();
const [a, b, c] = found.documents.items;
const post = async (path: string, data: any) => { const r = await first.request.post('/api/v1/admin/curation/' + path, { data }); if (!r.ok()) console.log(path, r.status(), await r.text()); };
await post('golden', { query: 'mooring', wanted: { type: 'document', id: a.id }, worstRank: 1 });
await post('golden', { query: 'travel expenses', wanted: { type: 'document', id: b.id }, worstRank: 3, note: 'Finance asks for this one every month.' });
await post('pins', { query: 'swivel', items: [{ type: 'document', id: a.id }], note: 'Until the new handbook is out', until: '2027-01-31' });
await post('synonyms', { direction: 'both', terms: ['vacation', 'annual leave', 'holiday'] });
await first.request.post('/api/v1/admin/operations/backups', { data: {} });
const widths = (process.argv[2] ?? '1440,768,390').split(',').map(Number);
const themes = (process.argv[3] ?? 'light,dark').split(',');
const only = process.argv[4]?.split(',');
const locale = process.argv[5] ?? 'en-US';
for (const width of widths) for (const theme of themes) {
  const context = await browser.newContext({ baseURL: atrium.url, viewport: { width, height: 900 }, colorScheme: theme as any, reducedMotion: 'reduce', locale });
  await sign(context);
  const page = await context.newPage();
  page.on('console', (m: any) => m.type() === 'error' && console.log('console:', m.text()));
  page.on('pageerror', (e: any) => console.log('pageerror:', e.message));
  for (const [name, path] of pages) {
    if (only && !only.includes(name)) continue;
    await page.goto(path); await page.waitForLoadState('networkidle');
    if (name === 'pin-refused') {
      const box = page.getByRole('dialog').getByRole('combobox', { name: /Stands|Steht/ });
      await box.fill(b.title.slice(0, 12)); await page.getByRole('dialog').getByRole('listbox').getByRole('option').first().waitFor(); await box.press('Enter');
      await page.getByRole('dialog').getByRole('button', { name: /^(Save|Speichern)$/ }).click();
      await page.waitForTimeout(800);
    }
    if (name === 'golden') { await page.getByRole('button', { name: /Ask them all|Jetzt alle/ }).click(); await page.waitForTimeout(700); }
    if (name === 'analytics') await page.locator('svg [tabindex="0"]').first().focus();
    await page.screenshot({ path: `/tmp/shots-console/${name}-${width}-${theme}${locale === 'en-US' ? '' : '-de'}.png`, fullPage: name !== 'pin-refused' && name !== 'synonyms-new' && name !== 'licences' });
  }
  await context.close();
}
