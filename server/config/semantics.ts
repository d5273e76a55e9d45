import { z } from 'zod';

const ELSEWHERE = ['openai', 'ollama', 'tei'] as const;

/** What turns texts into vectors: a model that comes with Atrium, one that is asked over HTTP, or nothing. */
export const SemanticsConfig = z
  .strictObject({
    /** `openai` is whatever speaks that protocol, `tei` is Hugging Face's text-embeddings-inference; `off` searches by words alone. */
    provider: z.enum(['builtin', ...ELSEWHERE, 'off']).default('builtin'),
    /** For openai with the version: https://models.example.com/v1. */
    url: z.url({ protocol: /^https?$/ }).optional(),
    apiKey: z.string().min(1).optional(),
    model: z.string().min(1).optional(),
    /** Asks for shorter vectors, where the model has them. */
    dimensions: z.int().min(1).max(4096).optional(),
    /** Of builtin: passages that are worked on at once. */
    threads: z.int().min(1).max(16).default(1),
  })
  .superRefine((config, context) => {
    const isElsewhere = ELSEWHERE.some((provider) => provider === config.provider);
    const complain = (key: 'url' | 'model' | 'apiKey' | 'dimensions', message: string) =>
      context.addIssue({ code: 'custom', path: [key], message });
    if (!isElsewhere) {
      for (const key of ['url', 'apiKey', 'model', 'dimensions'] as const)
        if (config[key] !== undefined)
          complain(key, `is not for the provider ${config.provider}; name one of ${ELSEWHERE.join(', ')}`);
      return;
    }
    if (config.url === undefined) complain('url', `is missing: where does ${config.provider} answer?`);
    if (config.model === undefined && config.provider !== 'tei') complain('model', 'is missing: which model is to be asked?');
  });
export type SemanticsConfig = z.output<typeof SemanticsConfig>;
