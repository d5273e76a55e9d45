import { z } from 'zod';
import type { EmbeddingService } from './http-embedder.ts';

const Vectors = z.array(z.array(z.number()));

/** https://platform.openai.com/docs/api-reference/embeddings, which many others speak too; the address ends in `/v1` or the like. */
export const openai: EmbeddingService = {
  path: 'embeddings',
  body: (texts, { model, dimensions }) => ({
    input: texts,
    model,
    encoding_format: 'float',
    ...(dimensions !== undefined && { dimensions }),
  }),
  vectors: z
    .object({ data: z.array(z.object({ index: z.int(), embedding: z.array(z.number()) })) })
    .transform(({ data }) => data.sort((a, b) => a.index - b.index).map(({ embedding }) => embedding)),
  batch: 64,
};

/** https://docs.ollama.com/api#generate-embeddings */
export const ollama: EmbeddingService = {
  path: 'api/embed',
  body: (texts, { model, dimensions }) => ({
    input: texts,
    model,
    truncate: true,
    ...(dimensions !== undefined && { dimensions }),
  }),
  vectors: z.object({ embeddings: Vectors }).transform(({ embeddings }) => embeddings),
  batch: 16,
};

/** Hugging Face's text-embeddings-inference: https://huggingface.github.io/text-embeddings-inference */
export const tei: EmbeddingService = {
  path: 'embed',
  body: (texts) => ({ inputs: texts, truncate: true, normalize: true }),
  vectors: Vectors,
  batch: 32,
};
