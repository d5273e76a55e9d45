import { Readiness } from '#server/contract/health.ts';
import { embedAtOnce } from '../../support/embed-at-once.ts';

/** Vectors follow the keywords, and may need long on a busy machine. */
const READY_WITHIN_MS = 60 * 60_000;

/** Until every check of `/readyz` is well: sources read, vectors computed (before everything else for once). */
export async function allReady(
  { url, process: { pid } }: { url: string; process: { pid?: number | undefined } },
  tell: (line: string) => void = () => undefined,
): Promise<void> {
  const end = Date.now() + READY_WITHIN_MS;
  let told = '';
  for (;;) {
    const { status, checks } = Readiness.parse(await (await fetch(`${url}/readyz`)).json());
    const waiting = checks.filter(({ ok }) => !ok).map(({ name, message }) => `${name}: ${message}`);
    if (status === 'ready' && waiting.length === 0) return;
    if (Date.now() > end) throw new Error(`Not ready within an hour: ${waiting.join('; ')}`);
    if (told !== waiting.join()) tell(`  waiting for ${waiting.join('; ')}`);
    told = waiting.join();
    if (pid !== undefined) embedAtOnce(pid);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
