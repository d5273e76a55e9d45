import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { type CommandLine, commandLine } from './command-line.ts';
import type { SharedMeilisearch } from './meilisearch.ts';

/** An installation of its own in a folder: configuration, data folder, indexes; driven by the command line. */
export interface House extends CommandLine {
  indexPrefix: string;
  /** Writes the configuration again, with other sources. */
  configure(sources: object[]): Promise<void>;
  /** How many documents or people a visitor finds when asking for all. */
  found(type: 'documents' | 'people'): Promise<number>;
}

let houses = 0;

export async function createHouse(options: {
  folder: string;
  name: string;
  meilisearch: SharedMeilisearch;
  sources: object[];
}): Promise<House> {
  const { folder, name, meilisearch } = options;
  const indexPrefix = `${meilisearch.indexPrefix}${houses++}-`;
  const configFile = path.join(folder, `${name}.yaml`);
  const atrium = commandLine({ configFile });
  const { url, apiKey } = meilisearch;

  async function configure(sources: object[]): Promise<void> {
    await writeFile(configFile, JSON.stringify({ dataDir: `./${name}`, meilisearch: { url, apiKey, indexPrefix }, sources }));
  }

  await configure(options.sources);
  return {
    ...atrium,
    indexPrefix,
    configure,
    async found(type) {
      const { stdout, stderr } = await atrium.run(['search', '', '--type', type, '--json']);
      if (stdout === '') throw new Error(stderr);
      const total = z.looseObject({ total: z.int() });
      return z.looseObject({ people: total, documents: total }).parse(JSON.parse(stdout))[type].total;
    },
  };
}

/** `folders` × `notes` small Markdown files. */
export async function writeNotes(root: string, options: { folders: number; notes: number }): Promise<void> {
  for (let f = 0; f < options.folders; f++) {
    await mkdir(path.join(root, `Folder ${f}`), { recursive: true });
    for (let n = 0; n < options.notes; n++) {
      await writeFile(
        path.join(root, `Folder ${f}`, `Note ${n}.md`),
        `# Note ${f}-${n}\n\nThe gauge of river ${f} stood at ${n} cm.\n`,
      );
    }
  }
}
