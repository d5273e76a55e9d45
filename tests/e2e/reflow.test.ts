import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SearchResponse } from '#server/contract/search.ts';
import { startBrowser } from '../support/browser.ts';
import { DEMO_LIMIT, sharedDemo } from '../support/shared-demo.ts';
import { atRest, goTo, type Visit, visit } from '../support/visit.ts';

let atrium: { url: string };
let browser: Browser;

beforeAll(async () => {
  [atrium, browser] = await Promise.all([sharedDemo(), startBrowser()]);
}, DEMO_LIMIT);
afterAll(() => browser?.close());

/** As WCAG 1.4.12 words it: what people who read with difficulty set by themselves. */
const WIDE_SPACING = `
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-bottom: 2em !important; }`;

/** A desk of 1280 px at 400 %, as WCAG 1.4.10 asks; the scroll bar takes some of it. */
const NARROW = { width: 320, height: 256 };
/** A desk of 1440 px at 200 %. */
const HALF = { width: 720, height: 450 };
const DESK = { width: 1440, height: 900 };

const SPACED = 'with the spacing of letters and lines that people need';

test(`no page loses words or scrolls sideways at 200 % and 400 %, nor ${SPACED}`, async () => {
  const { context, page } = await visit(browser, { baseURL: atrium.url, width: HALF.width });
  for (const address of await addresses(context)) {
    await goTo(page, address);
    const found = await lostAt(page, { half: HALF, narrow: NARROW });
    await page.evaluate(setSpacing);
    found.push(...(await lostAt(page, { 'narrow and spaced': NARROW, 'desk and spaced': DESK })));
    expect(found, address).toEqual([]);
  }
  await page.setViewportSize(NARROW);
  await page.getByRole('button', { name: /Tomáš Novák/ }).press('Enter');
  await page.getByRole('group', { name: 'Single-key shortcuts' }).waitFor();
  expect(await lostAt(page, { menu: NARROW })).toEqual([]);
  await context.close();
});

test(`nor does it in German, whose words are longer, ${SPACED}`, async () => {
  const { context, page } = await visit(browser, { baseURL: atrium.url, width: NARROW.width, locale: 'de-DE' });
  for (const address of ['/', '/search?q=mooring', '/search?q=zzqqxxyy', '/people', '/ask?q=zzqqxxyy']) {
    await goTo(page, address);
    await page.evaluate(setSpacing);
    expect(await lostAt(page, { 'narrow and spaced': NARROW }), address).toEqual([]);
  }
  await context.close();
});

async function addresses(context: Visit['context']): Promise<string[]> {
  const person = await firstHit(context, { type: 'people', query: 'helena brandt' });
  const handbook = await firstHit(context, { type: 'documents', query: 'petrel mooring handbook swivel' });
  return [
    '/',
    '/search?q=mooring',
    '/search?q=&type=people',
    '/search?q=zzqqxxyy',
    '/people',
    `/people/${person}`,
    `/people/${person}/org`,
    '/teams?name=Platform+Engineering',
    `/documents/${handbook}?page=4&q=swivel`,
    `/documents/${handbook}?page=4&q=swivel&view=page`,
    '/ask?q=zzqqxxyy',
    '/posts',
  ];
}

async function firstHit(
  { request }: Visit['context'],
  { type, query }: { type: 'people' | 'documents'; query: string },
): Promise<string> {
  const response = await request.get(`/api/v1/search?${new URLSearchParams({ type, q: query })}`);
  const [first] = SearchResponse.parse(await response.json())[type].items;
  if (first === undefined) throw new Error(`nothing is found for ${query}`);
  return first.id;
}

/** By the sheet of the document itself: one that is written into the page is refused by its policy. */
const setSpacing = `(() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(${JSON.stringify(WIDE_SPACING)});
  document.adoptedStyleSheets = [sheet];
})()`;

async function lostAt(page: Page, sizes: Record<string, typeof DESK>): Promise<string[]> {
  const found: string[] = [];
  for (const [name, size] of Object.entries(sizes)) {
    await page.setViewportSize(size);
    await atRest(page);
    const isNarrow = size === NARROW;
    found.push(...(await page.evaluate<string[]>(`(${lost})(${isNarrow})`)).map((fault) => `${name}: ${fault}`));
  }
  return found;
}

/**
 * Words that cannot be read where they stand. Of those with an ellipsis the rest is one press away, which will do where the page is
 * as wide as it was made for; excerpts of documents end somewhere; an org chart, a picture and a table may be moved about.
 */
const lost = `(isNarrow) => {
  const root = document.documentElement;
  // Without the room that is kept for the scroll bar.
  const width = document.body.getBoundingClientRect().right;
  const found = new Set();
  const say = (fault, element) => found.add(fault + ': ' + (element.textContent ?? '').trim().slice(0, 50));
  const isShown = (element) =>
    element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true, opacityProperty: true }) &&
    element.closest('.visually-hidden, [aria-hidden=true], [role=tree], table, option') === null;
  const boxOf = (text) => {
    const range = document.createRange();
    range.selectNodeContents(text);
    return range.getBoundingClientRect();
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const element = text.parentElement;
    if (text.data.trim() === '' || !isShown(element)) continue;
    const box = boxOf(text);
    if (box.width === 0) continue;
    for (let around = element; around !== document.body; around = around.parentElement) {
      const style = getComputedStyle(around);
      if (style.display === 'inline') continue;
      const frame = around.getBoundingClientRect();
      if (frame.width <= 1) break;
      const isScroller = /auto|scroll/.test(style.overflowX);
      const isOut = box.right > frame.right + 1 || box.left < frame.left - 1;
      const isBelow = box.bottom > frame.bottom + 2 || box.top < frame.top - 2;
      if (isScroller || style.position === 'fixed') break;
      if (style.webkitLineClamp !== 'none' && (around.matches('p') || !isNarrow)) break;
      const isCut = /hidden|clip/.test(style.overflowX) && isOut;
      if (isCut && (isNarrow || style.textOverflow !== 'ellipsis')) say('cut', element);
      if (/hidden|clip/.test(style.overflowY) && isBelow) say('cut below', element);
      if (around.matches('button, a, label') && style.display !== 'inline' && !isCut && isOut) say('wider than its button', element);
      if (isCut) break;
      if (around.parentElement === document.body && (box.right > width + 1 || box.left < -1)) say('sticks out', element);
    }
  }
  if (root.scrollWidth > width) found.add('the page scrolls sideways, to ' + root.scrollWidth + ' px of ' + width);
  return [...found];
}`;
