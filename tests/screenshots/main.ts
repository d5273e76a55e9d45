import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startAtrium } from '../support/atrium-process.ts';
import { startBrowser } from '../support/browser.ts';
import { SCREENS, type Screen } from './screens.ts';

const WIDTHS = [1440, 768, 390] as const;
const THEMES = ['light', 'dark'] as const;
const ADMINISTRATOR = { username: 'grace.okafor', password: 'demo' };

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'screenshots' },
    only: { type: 'string', multiple: true },
    language: { type: 'string', default: 'en-GB' },
  },
});

/** Every key screen of the demo at three widths in both themes, as PNG files; `--only NAME` takes some, `--language de-DE` another language. */
await using stack = new AsyncDisposableStack();
const atrium = stack.adopt(await startAtrium(), (started) => started.stop());
const browser = stack.adopt(await startBrowser(), (started) => started.close());
const screens = SCREENS.filter(({ name }) => values.only?.includes(name) ?? true);
if (screens.length === 0) throw new Error(`There is no such screen; there are: ${SCREENS.map(({ name }) => name).join(', ')}`);
await mkdir(values.out, { recursive: true });
let failed = 0;
for (const width of WIDTHS) for (const theme of THEMES) failed += await shootAll({ width, theme });
console.info(`${screens.length * WIDTHS.length * THEMES.length - failed} screenshots are in ${path.resolve(values.out)}`);
if (failed > 0) process.exitCode = 1;

interface Look {
  width: (typeof WIDTHS)[number];
  theme: (typeof THEMES)[number];
}

async function shootAll(look: Look): Promise<number> {
  const contexts = await Promise.all([openAs('employee', look, browser), openAs('administrator', look, browser)]);
  const [employee, administrator] = contexts;
  let missing = 0;
  for (const screen of screens)
    missing += (await shoot(screen, screen.as === 'employee' ? employee : administrator, look)) ? 0 : 1;
  await Promise.all(contexts.map((context) => context.close()));
  return missing;
}

/** One screen that cannot be shown must not cost the others. */
async function shoot(screen: Screen, context: BrowserContext, { width, theme }: Look): Promise<boolean> {
  const page: Page = await context.newPage();
  page.setDefaultTimeout(15_000);
  try {
    await screen.show(page);
    await page.screenshot({ path: path.join(values.out, `${screen.name}-${width}-${theme}.png`), fullPage: true });
    return true;
  } catch (error) {
    console.error(`${screen.name} at ${width} px in ${theme}:`, error instanceof Error ? error.message : error);
    return false;
  } finally {
    await page.close();
  }
}

async function openAs(looker: Screen['as'], { width, theme }: Look, from: Browser): Promise<BrowserContext> {
  const context = await from.newContext({
    baseURL: atrium.url,
    viewport: { width, height: width === 390 ? 844 : 900 },
    colorScheme: theme,
    locale: values.language,
    reducedMotion: 'reduce',
  });
  if (looker === 'administrator') {
    const answer = await context.request.post('/api/v1/session', { data: ADMINISTRATOR });
    if (!answer.ok()) throw new Error(`The demo's administrator cannot sign in: ${answer.status()}`);
  }
  return context;
}
