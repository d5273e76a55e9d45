import { type CanaryResult, canaryInWords } from '../jobs/canary-result.ts';
import { chosenSources } from './chosen-sources.ts';
import { untilStopped } from './until-stopped.ts';
import { withContext } from './with-context.ts';

/**
 * Compares a random sample of what is indexed with what the places themselves say; exit code 1 when something was open to people
 * whom the place refuses, or a place could not be asked.
 */
export async function canary(ids: string[], options: { config?: string; json?: boolean }): Promise<void> {
  const { signal } = untilStopped();
  await withContext(options, async (context) => {
    for (const { source } of chosenSources(context.sources, ids)) {
      const result = await context.canary.check(source.id, { signal });
      if (result === undefined) continue;
      process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : inLines(result));
      if (result.state === 'failed' || result.wrong + result.stale > 0) process.exitCode = 1;
    }
  });
}

function inLines(result: CanaryResult): string {
  const findings = result.findings.map(({ path, who }) => `  "${path}" was open to ${who}`);
  const remedy = result.hidden > 0 ? [`  Then: npm run atrium -- sync ${result.source}`] : [];
  return `${[`${result.source}: ${canaryInWords(result)}`, ...findings, ...remedy].join('\n')}\n`;
}
