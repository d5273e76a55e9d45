import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { insertEnvironment } from '../config/load.ts';
import { SourceId } from '../contract/sources.ts';
import { AppError } from '../errors.ts';

/** As an entry of `sources` in the configuration file. */
const WrittenDraft = z.looseObject({ id: SourceId, kind: z.string(), freshnessGoalMinutes: z.int().min(1).optional() });

export interface ReadDraft {
  id: string;
  kind: string;
  settings: Record<string, unknown>;
  freshnessGoalMinutes: number | undefined;
}

/**
 * A source as it would stand in the configuration file, in YAML or JSON, from a file or (`-`) the standard input; `${NAME}` takes
 * an environment variable, so that no password need be in the file.
 */
export async function readDraft(file: string, environment: NodeJS.ProcessEnv): Promise<ReadDraft> {
  const written = file === '-' ? await text(process.stdin) : await readFile(file, 'utf8').catch(unreadable(file));
  const document = parseDocument(written);
  const problems = [...document.errors, ...insertEnvironment(document, environment)].map(({ message }) => message);
  const parsed = WrittenDraft.safeParse(document.toJS());
  if (!parsed.success) problems.push(...parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  if (problems.length > 0 || !parsed.success)
    throw new AppError('invalid-request', `The draft is not valid: ${problems.join('; ')}.`);
  const { id, kind, freshnessGoalMinutes, ...settings } = parsed.data;
  return { id, kind, settings, freshnessGoalMinutes };
}

function unreadable(file: string) {
  return (cause: unknown): never => {
    throw new AppError('invalid-request', `${file} cannot be read.`, { cause });
  };
}
