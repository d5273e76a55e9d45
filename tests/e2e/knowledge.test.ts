import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type AtriumProcess, startAtrium } from '../support/atrium-process.ts';
import { startBrowser } from '../support/browser.ts';
import { violations, violationsInBothThemes } from '../support/faults.ts';
import { atRest, goTo, isFocused, restingPlace, tabTo, type Visit, visit } from '../support/visit.ts';

let atrium: AtriumProcess;
let browser: Browser;
let visits: Visit[] = [];

beforeAll(async () => {
  [atrium, browser] = await Promise.all([startAtrium(), startBrowser()]);
});
afterEach(async () => {
  await Promise.all(visits.map(({ context }) => context.close()));
  const said = visits.flatMap(({ complaints }) => complaints);
  visits = [];
  expect(said).toEqual([]);
});
afterAll(async () => {
  await browser?.close();
  await atrium?.stop();
});

/** A browser of somebody's own. */
async function as(username: string, look: { width?: number; colorScheme?: 'dark'; locale?: string } = {}): Promise<Page> {
  const one = await visit(browser, { baseURL: atrium.url, username, ...look });
  visits.push(one);
  return one.page;
}

const box = (page: Page) => page.getByRole('combobox', { name: /search/i });

const question = 'Who frobnicates the zzyzx?';
const answerText = 'Miguel does, on Mondays and Thursdays.';

describe('a question that nothing answers', () => {
  test('goes, by keyboard alone, from the empty result to a manager, whose answer is found and told', async () => {
    const asker = await as('tomas.novak');
    await goTo(asker, '/');
    await tabTo(box(asker));
    await asker.keyboard.type(question);
    await asker.keyboard.press('Enter');
    await asker.waitForURL(/\/search/);
    await atRest(asker);
    await tabTo(asker.getByRole('link', { name: /ask a colleague/i }));
    await asker.keyboard.press('Enter');
    await asker.getByRole('heading', { level: 1, name: 'Ask a colleague' }).waitFor();
    await expect.poll(() => asker.getByLabel('Your question').inputValue()).toBe(question);
    expect(await violationsInBothThemes(asker)).toEqual([]);
    await tabTo(asker.getByLabel('What else helps'));
    await asker.keyboard.type('It looks thirsty.');
    await tabTo(asker.getByRole('radio', { name: /^Colleagues who know/ }));
    await asker.keyboard.press('ArrowRight');
    await asker.getByRole('combobox', { name: 'Team' }).selectOption({ label: 'IT, Grace Okafor' });
    await tabTo(asker.getByRole('button', { name: 'Ask', exact: true }));
    await asker.keyboard.press('Enter');
    await asker.getByText('It went to Grace Okafor', { exact: false }).waitFor();

    const keeper = await as('grace.okafor', { colorScheme: 'dark' });
    await goTo(keeper, '/');
    await keeper.getByRole('link', { name: /1 question waits for you/ }).click();
    await keeper.getByRole('heading', { level: 3, name: question }).waitFor();
    await keeper.getByText('It looks thirsty.').waitFor();
    await keeper.getByRole('button', { name: 'Answer', exact: true }).click();
    const field = keeper.getByLabel('Your answer');
    await expect.poll(() => isFocused(field)).toBe(true);
    await keeper.keyboard.type(answerText);
    expect(await violationsInBothThemes(keeper)).toEqual([]);
    await keeper.getByRole('button', { name: 'Publish the answer' }).click();
    await keeper.getByText('Nothing waits for you.').waitFor();

    await goTo(asker, '/questions');
    await asker.getByRole('button', { name: /You: .*1 waiting/ }).waitFor();
    await asker.getByText(`“${question}” was answered`).waitFor();
    expect(await violationsInBothThemes(asker)).toEqual([]);
    await asker.getByRole('button', { name: 'Mark all as read' }).click();
    await asker.getByRole('button', { name: /You: Tomáš Novák$/ }).waitFor();
    await asker.goto('/search?q=frobnicating+a+zzyzx');
    await asker.getByRole('region', { name: 'Answer' }).getByText(answerText).waitFor();
    expect(await violationsInBothThemes(asker)).toEqual([]);
  });
});

test('news is written, announced, found, read, put right and deleted; a review has its stars', async () => {
  const editor = await as('grace.okafor');
  await goTo(editor, '/posts/new?kind=news');
  await editor.getByLabel('Title').fill('The pontoon is painted');
  await editor.getByLabel('Text').fill('# Careful\n\nThe *vermilion* paint is wet until Friday.');
  await editor.getByLabel('Show it on the home page').check();
  expect(await violationsInBothThemes(editor)).toEqual([]);
  await editor.getByRole('button', { name: 'Publish' }).click();
  await editor.getByRole('link', { name: 'The pontoon is painted' }).waitFor();
  expect(await violationsInBothThemes(editor)).toEqual([]);
  await editor.getByRole('link', { name: 'The pontoon is painted' }).click();
  await editor.getByText('The vermilion paint is wet until Friday.').waitFor();

  const reader = await as('tomas.novak', { width: 390, colorScheme: 'dark' });
  await goTo(reader, '/');
  await reader.getByRole('region', { name: 'Announcements' }).getByText('The pontoon is painted').waitFor();
  expect(await violations(reader)).toEqual([]);

  await goTo(editor, '/posts');
  await editor.getByRole('main').getByRole('button', { name: 'Delete' }).click();
  await editor.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await editor.getByText('You have not written anything yet.').waitFor();
  await goTo(reader, '/search?q=vermilion+paint');
  await reader.getByRole('link', { name: /ask a colleague/i }).waitFor();
  expect(await reader.getByText('The pontoon is painted').count()).toBe(0);

  await goTo(reader, '/posts/new?kind=review');
  await reader.getByLabel('What it is about').fill('Paint & Co');
  await reader.getByRole('radio', { name: '4 stars' }).focus();
  await reader.keyboard.press('ArrowRight');
  await expect.poll(() => reader.getByRole('radio', { name: '5 stars' }).isChecked()).toBe(true);
  expect(await violations(reader)).toEqual([]);
});

test('IT keeps answers, acronyms and go links; a go link that is not there is made', async () => {
  const it = await as('grace.okafor');
  await goTo(it, '/admin/knowledge');
  await it.getByRole('button', { name: 'Add an answer' }).click();
  const dialog = it.getByRole('dialog');
  await dialog.getByLabel('Questions').fill('Where are the spare anchors?\nspare anchors');
  await dialog.getByLabel('Answer').fill('In shed 4, behind the winch.');
  await dialog.getByLabel('Kept by').fill('tomas.novak');
  expect(await violations(it, 'dialog')).toEqual([]);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await it.getByRole('heading', { name: 'Where are the spare anchors?' }).waitFor();
  expect(await violationsInBothThemes(it)).toEqual([]);
  await it.getByText('Acronyms', { exact: true }).click();
  await it.getByRole('button', { name: 'Add an acronym' }).click();
  await dialog.getByLabel('Short form').fill('WLL');
  await dialog.getByLabel('What it stands for').fill('Working load limit');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await it.getByRole('heading', { name: 'WLL' }).waitFor();
  await it.goto('/search?q=wll');
  await it.getByRole('region', { name: 'Short for' }).getByText('Working load limit').waitFor();

  const owner = await as('tomas.novak', { colorScheme: 'dark' });
  await owner.goto('/search?q=spare+anchor');
  await owner.getByRole('link', { name: 'Where are the spare anchors?' }).click();
  await owner.getByRole('button', { name: 'Edit' }).click();
  await owner.getByLabel('Answer', { exact: true }).fill('In shed 5, behind the winch.');
  await owner.getByRole('button', { name: 'Save' }).click();
  await owner.getByText('In shed 5, behind the winch.').waitFor();
  expect(await violationsInBothThemes(owner)).toEqual([]);

  await owner.goto('/go/figs');
  await owner.getByRole('heading', { level: 1, name: 'There is no go/figs yet' }).waitFor();
  expect(await violationsInBothThemes(owner)).toEqual([]);
  await owner.getByLabel('Where it leads to').fill('/search?q=%s');
  await owner.getByRole('button', { name: 'Create' }).click();
  await owner.waitForURL(/\/search/);
  await owner.goto('/go/figs/anchor%20chain');
  await owner.waitForURL(/\/search\?q=anchor%20chain/);
});

test('home keeps the box in its place while the rest arrives, in German too', async () => {
  const page = await as('helena.brandt', { locale: 'de-DE', colorScheme: 'dark' });
  const held = Promise.withResolvers<void>();
  await page.route('**/api/v1/home', async (route) => {
    await held.promise;
    await route.continue();
  });
  await page.goto('/');
  const field = page.getByRole('combobox');
  const before = await restingPlace(field);
  held.resolve();
  await page.getByRole('heading', { name: 'Neu zu lesen' }).waitFor();
  await atRest(page);
  expect(await field.boundingBox()).toEqual(before);
  expect(await violations(page)).toEqual([]);
  await goTo(page, '/ask');
  await page.getByRole('heading', { level: 1, name: 'Jemanden fragen' }).waitFor();
  await goTo(page, '/questions');
  await page.getByRole('heading', { level: 1, name: 'Fragen' }).waitFor();
});
