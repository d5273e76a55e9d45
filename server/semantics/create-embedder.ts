import type { SemanticsConfig } from '../config/semantics.ts';
import type { Logger } from '../logger.ts';
import { createBuiltinEmbedder } from './builtin/builtin-embedder.ts';
import { missingPackages } from './builtin/minilm-package.ts';
import type { Embedder } from './embedder.ts';
import { ollama, openai, tei } from './embedding-services.ts';
import { createHttpEmbedder } from './http-embedder.ts';

const SERVICES = { openai, ollama, tei } as const;

/** The configured embedder, or why there is none. Starts nothing yet. */
export function createEmbedder(config: SemanticsConfig, logger: Logger): Embedder | { off: string } {
  const { provider, url, threads } = config;
  if (provider === 'off') return { off: 'Semantic search is turned off in the configuration' };
  if (provider === 'builtin') {
    const missing = missingPackages();
    return missing === undefined ? createBuiltinEmbedder({ threads, logger }) : { off: `Semantic search is off: ${missing}` };
  }
  // The configuration was refused without one.
  if (url === undefined) return { off: 'Semantic search is off: its provider has no address' };
  return createHttpEmbedder({ ...config, service: SERVICES[provider], url });
}
