import { InferenceSession, Tensor } from 'onnxruntime-node';
import { MINILM_DIMENSIONS, minilmGraph, type Precision } from './minilm-graph.ts';
import { readMinilm } from './minilm-package.ts';
import { openSafetensors } from './safetensors.ts';
import { createWordPieces } from './word-pieces.ts';

/** all-MiniLM-L6-v2 in this process; several texts may be embedded at once, each on a thread. */
export interface MinilmModel {
  /** Of length 1. */
  embed(text: string): Promise<Float32Array>;
}

/** What the model was trained with: more makes vectors worse. */
const MOST_TOKENS = 256;

export async function loadMinilm(precision: Precision = 'int8'): Promise<MinilmModel> {
  const { weights, tokenizerJson } = readMinilm();
  const wordPieces = createWordPieces(tokenizerJson);
  const session = await InferenceSession.create(minilmGraph(openSafetensors(weights), precision), {
    // One thread a text: no thread ever waits for another. Without the arena, memory goes back after long texts.
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    enableCpuMemArena: false,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    // A processor without VNNI adds two products of bytes in 16 bits, which they may not fit: exact there too, if slower.
    // https://github.com/microsoft/onnxruntime/blob/main/include/onnxruntime/core/session/onnxruntime_session_options_config_keys.h
    extra: { session: { x64quantprecision: '1' } },
  });
  const [outputName = ''] = session.outputNames;
  return {
    async embed(text) {
      const ids = BigInt64Array.from(wordPieces.tokenize(text, MOST_TOKENS), BigInt);
      const { [outputName]: output } = await session.run({ ids: new Tensor('int64', ids, [ids.length]) });
      const values = output?.data;
      if (!(values instanceof Float32Array) || values.length !== MINILM_DIMENSIONS)
        throw new Error('The model answered something that is no vector');
      const length = Math.hypot(...values);
      return values.map((value) => value / length);
    },
  };
}
