import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Demo } from '../demo/demo.ts';
import { AppError } from '../errors.ts';
import { loadConfig } from './load.ts';
import type { Config } from './schema.ts';

export interface ResolvedConfig {
  config: Config;
  /** Set when there is no configuration: then it is the demo. */
  demo: Demo | undefined;
  close(): Promise<void>;
}

/** `--config`, else `ATRIUM_CONFIG`, else `atrium.yaml` in the current folder, else the demo. `PORT` overrides the port. */
export async function resolveConfig(options: {
  file: string | undefined;
  environment: NodeJS.ProcessEnv;
}): Promise<ResolvedConfig> {
  const { environment } = options;
  const port = portOf(environment);
  const file = options.file ?? environment.ATRIUM_CONFIG ?? (existsSync('atrium.yaml') ? 'atrium.yaml' : undefined);
  if (file === undefined) {
    const { startDemo } = await import('../demo/demo.ts');
    return startDemo({ dataDir: path.resolve('data'), port: port ?? 3000 });
  }
  const config = await loadConfig({ file, environment });
  return {
    config: port === undefined ? config : { ...config, server: { ...config.server, port } },
    demo: undefined,
    close: async () => undefined,
  };
}

function portOf({ PORT }: NodeJS.ProcessEnv): number | undefined {
  if (PORT === undefined || PORT === '') return undefined;
  const port = Number(PORT);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new AppError('invalid-configuration', `PORT is "${PORT}"; it must be a number from 0 to 65535.`);
}
