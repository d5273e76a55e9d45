import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';

export interface Visit {
  context: BrowserContext;
  page: Page;
  /** What the page complained about: a refused script, an error of ours, an answer of 500. */
  complaints: string[];
}

export interface Look {
  baseURL: string;
  width?: number | undefined;
  colorScheme?: 'light' | 'dark' | undefined;
  locale?: string | undefined;
  permissions?: BrowserContextOptions['permissions'];
  /** Signed in by the name and password that the demo gives everybody. */
  username?: string | undefined;
  /** Complaints that belong to the story: a browser writes down every answer of 404. */
  unlike?: RegExp;
}

/** Far more than an answer takes: a machine with other work to do must not make a test red. */
const PATIENCE = 30_000;

/** A window of somebody's own, without motion. */
export async function visit(browser: Browser, look: Look): Promise<Visit> {
  const { baseURL, width = 1440, colorScheme = 'light', locale = 'en-US', permissions, username, unlike } = look;
  const viewport = { width, height: 900 };
  const context = await browser.newContext({
    ...{ baseURL, viewport, colorScheme, locale, reducedMotion: 'reduce' },
    ...(permissions && { permissions }),
  });
  if (username !== undefined) {
    const answer = await context.request.post('/api/v1/session', { data: { username, password: 'demo' } });
    if (!answer.ok()) throw new Error(`${username} cannot sign in: ${answer.status()}`);
  }
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  watchRequests(page);
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !unlike?.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return { context, page, complaints };
}

const underWay = new WeakMap<Page, Set<unknown>>();

function watchRequests(page: Page): void {
  const requests = new Set<unknown>();
  underWay.set(page, requests);
  page.on('request', (request) => {
    // Whatever the page before was still waiting for went with it.
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) requests.clear();
    if (request.resourceType() !== 'eventsource') requests.add(request);
  });
  page.on('requestfinished', (request) => requests.delete(request));
  page.on('requestfailed', (request) => requests.delete(request));
}

/** An answer that came has been drawn, and has asked its own questions, before the third frame after it. */
const IS_STILL = `document.fonts.ready.then(() => new Promise((resolve) => {
  const isStill = () =>
    document.readyState === 'complete' &&
    document.querySelector('[aria-busy="true"]') === null &&
    document.getAnimations().every(({ playState }) => playState !== 'running');
  const frame = (left) => requestAnimationFrame(() => setTimeout(() => (left > 0 ? frame(left - 1) : resolve(isStill()))));
  frame(2);
}))`;

/** Nothing is on its way, nothing moves, nothing says that it is busy. What is still to be typed or timed is nobody's to know. */
export async function atRest(page: Page): Promise<void> {
  const requests = underWay.get(page);
  if (requests === undefined) throw new Error('the page was not opened by visit()');
  const end = Date.now() + PATIENCE;
  while (Date.now() < end) {
    const wasQuiet = requests.size === 0;
    const isStill = await page.evaluate<boolean>(IS_STILL);
    if (wasQuiet && isStill && requests.size === 0) return;
  }
  throw new Error(`${page.url()} does not come to rest; ${requests.size} requests are under way`);
}

/** Goes there and waits until all of it is there. */
export async function goTo(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await atRest(page);
}

/**
 * Types into the field that has the focus and waits until what the search box offers is the answer to all of it: before that the
 * rows of an earlier key may be there, and what one chooses among them may move.
 */
export async function typeInBox(page: Page, text: string, whole = text): Promise<void> {
  const question = `?${new URLSearchParams({ q: whole })}`;
  const answered = page.waitForResponse((response) => response.url().endsWith(`/suggest${question}`));
  await page.keyboard.type(text);
  await answered;
  await atRest(page);
}

/** Takes back what a page complained about and a story wants: browsers write down every answer that refuses. */
export function forgive(complaints: string[], reason: string): void {
  const others = complaints.filter((complaint) => !complaint.includes(reason));
  complaints.splice(0, complaints.length, ...others);
}

export const isFocused = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => element === element.ownerDocument.activeElement);

/** Walks there with the tab key from where the focus is, as somebody without a mouse has to; round again while it is disabled. */
export async function tabTo(target: Locator): Promise<void> {
  await target.waitFor();
  const end = Date.now() + PATIENCE;
  while (Date.now() < end) {
    if (await isFocused(target)) return;
    await target.page().keyboard.press('Tab');
  }
  throw new Error(`the tab key does not lead to ${target}`);
}

/** Where it is once its letters are there and it is in the same place in two frames. */
export async function restingPlace(target: Locator) {
  await target.page().evaluate('document.fonts.ready.then(() => undefined)');
  for (;;) {
    const first = await target.boundingBox();
    await target.page().evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))');
    const second = await target.boundingBox();
    if (first !== null && JSON.stringify(first) === JSON.stringify(second)) return first;
  }
}
