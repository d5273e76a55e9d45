import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { atRest } from './visit.ts';

/** The accessibility checker itself: in a page of ours it needs no frames joined, which takes most of the time of its driver. */
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WIDTHS = [1440, 768, 390] as const;
/** What a theme can break. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/** Violations of the page at rest in its theme. `inside` an open dialog: the page around it is hidden from everybody then. */
export function violations(page: Page, inside = 'html'): Promise<string[]> {
  return check(page, inside, { rules: { 'target-size': { enabled: true } } });
}

/** The same in both themes. */
export async function violationsInBothThemes(page: Page, inside = 'html'): Promise<string[]> {
  const found = await violations(page, inside);
  const isDark = await page.evaluate<boolean>(`matchMedia('(prefers-color-scheme: dark)').matches`);
  await page.emulateMedia({ colorScheme: isDark ? 'light' : 'dark' });
  const others = await check(page, inside, { runOnly: { type: 'rule', values: COLOUR_RULES } });
  await page.emulateMedia({ colorScheme: isDark ? 'dark' : 'light' });
  return [...found, ...others.map((fault) => `in ${isDark ? 'light' : 'dark'}: ${fault}`)];
}

/** Everything that is wrong with the page, as wide as a desk, a tablet and a phone: it is loaded once and then made narrower. */
export async function faults(page: Page): Promise<string[]> {
  const size = page.viewportSize();
  const found: string[] = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    // Between the two others nothing is new but the places of things.
    const others =
      width === 768 ? check(page, 'html', { runOnly: { type: 'rule', values: ['target-size'] } }) : violationsInBothThemes(page);
    found.push(...[...(await others), ...(await sticksOut(page))].map((fault) => `${width} px: ${fault}`));
  }
  if (size !== null) await page.setViewportSize(size);
  return found;
}

/** Only whether all of it fits, at each width: words of another language are longer. */
export async function tooWide(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    found.push(...(await sticksOut(page)).map((fault) => `${width} px: ${fault}`));
  }
  return found;
}

/** Text that reaches over the right edge of the window and cannot be scrolled to; by what it says. An org chart is moved about. */
async function sticksOut(page: Page): Promise<string[]> {
  await atRest(page);
  return page.evaluate<string[]>(`(() => {
    const root = document.documentElement;
    const width = root.clientWidth;
    const scrolls = (element) => element && (/(auto|scroll)/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
    const over = [...document.querySelectorAll('main h1, main h2, main h3, main p, main a, main button')]
      .filter((element) => element.closest('[role=tree]') === null && element.getBoundingClientRect().right > width + 1 && !scrolls(element))
      .map((element) => 'sticks out: ' + (element.textContent ?? '').slice(0, 60));
    return root.scrollWidth > width ? [...over, 'the page can be moved sideways'] : over;
  })()`);
}

async function check(page: Page, inside: string, options: object): Promise<string[]> {
  await atRest(page);
  if (!(await page.evaluate<boolean>(`'axe' in window`))) await page.evaluate(AXE);
  const all = JSON.stringify({ resultTypes: ['violations'], preload: false, ...options });
  return page.evaluate<string[]>(`axe.run(${JSON.stringify(inside)}, ${all}).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target.join(' ')).join(', ')))`);
}
