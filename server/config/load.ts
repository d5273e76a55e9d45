import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Document, isScalar, LineCounter, type Node, parseDocument, visit } from 'yaml';
import type { z } from 'zod';
import { AppError } from '../errors.ts';
import { type Config, ConfigSchema } from './schema.ts';

/**
 * Reads, completes and checks a configuration file. Every problem is reported at once, with its line.
 * `${NAME}` in a value stands for an environment variable. Throws `AppError('invalid-configuration')`.
 */
export async function loadConfig(options: { file: string; environment: NodeJS.ProcessEnv }): Promise<Config> {
  const file = path.resolve(options.file);
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new AppError('invalid-configuration', `${file} cannot be read. Create it, or name another one with --config FILE.`, {
      cause,
    });
  });
  return parseConfig({ text, file, environment: options.environment });
}

/** The same for a text that is at hand; relative paths are taken from the folder of `file`. */
export function parseConfig(options: { text: string; file: string; environment: NodeJS.ProcessEnv }): Config {
  const lines = new LineCounter();
  const document = parseDocument(options.text, { lineCounter: lines, prettyErrors: false });
  const problems: Problem[] = document.errors.map((error) => ({ offset: error.pos[0], path: '', message: error.message }));
  problems.push(...insertEnvironment(document, options.environment));
  const parsed = ConfigSchema.safeParse(document.toJS() ?? {});
  if (!parsed.success) problems.push(...parsed.error.issues.flatMap((issue) => issueProblems(issue, document)));
  if (problems.length > 0 || !parsed.success) throw invalid(options.file, problems, lines);
  return withAbsolutePaths(parsed.data, path.resolve(options.file));
}

interface Problem {
  /** Position in the text; undefined where the problem is something missing at the top. */
  offset: number | undefined;
  path: string;
  message: string;
}

function invalid(file: string, problems: Problem[], lines: LineCounter): AppError {
  const errors = problems
    .map((problem) => ({ ...problem, line: problem.offset === undefined ? 1 : lines.linePos(problem.offset).line }))
    .sort((a, b) => a.line - b.line)
    .map(({ line, path: where, message }) => ({
      path: where,
      message: `${path.basename(file)}:${line}: ${where ? `${where}: ` : ''}${message}`,
    }));
  const detail = `${file} has ${errors.length === 1 ? 'a problem' : `${errors.length} problems`}:\n${errors.map((error) => `  ${error.message}`).join('\n')}`;
  return new AppError('invalid-configuration', detail, { errors });
}

/** Replaces `${NAME}` inside the parsed values, so that a secret may hold any character YAML gives a meaning to. */
export function insertEnvironment(document: Document, environment: NodeJS.ProcessEnv): Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Scalar(_key, node) {
      if (typeof node.value !== 'string') return;
      node.value = node.value.replaceAll(/\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (whole, name: string) => {
        const value = environment[name];
        if (value !== undefined) return value;
        problems.push({ offset: node.range?.[0], path: '', message: `the environment variable ${name} is not set` });
        return whole;
      });
    },
  });
  return problems;
}

function issueProblems(issue: z.core.$ZodIssue, document: Document): Problem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => problemAt([...issue.path, key], `unknown key "${key}"`, document));
  }
  return [problemAt(issue.path, issue.message, document)];
}

function problemAt(where: PropertyKey[], message: string, document: Document): Problem {
  return { offset: nearestOffset(where, document), path: dotted(where), message };
}

/** Of the thing itself, or of the nearest thing around it that is there. */
function nearestOffset(where: PropertyKey[], document: Document): number | undefined {
  for (let length = where.length; length > 0; length--) {
    const parent: unknown = length === 1 ? document.contents : document.getIn(where.slice(0, length - 1), true);
    const key = where[length - 1];
    const pair = pairOf(parent, key);
    if (pair !== undefined) return pair;
    const node: unknown = document.getIn(where.slice(0, length), true);
    if (isNode(node)) return node.range?.[0];
  }
  return undefined;
}

function pairOf(parent: unknown, key: PropertyKey | undefined): number | undefined {
  if (typeof parent !== 'object' || parent === null || !('items' in parent) || !Array.isArray(parent.items)) return undefined;
  for (const item of parent.items as unknown[]) {
    if (typeof item === 'object' && item !== null && 'key' in item && isScalar(item.key) && item.key.value === key) {
      return item.key.range?.[0];
    }
  }
  return undefined;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'range' in value;
}

function dotted(where: PropertyKey[]): string {
  return where
    .map((part, position) => (typeof part === 'number' ? `[${part}]` : `${position === 0 ? '' : '.'}${String(part)}`))
    .join('');
}

function withAbsolutePaths(config: Config, file: string): Config {
  const absolute = (value: string) => path.resolve(path.dirname(file), value);
  const sources = config.sources.map((source) => ({
    ...source,
    ...(typeof source.path === 'string' ? { path: absolute(source.path) } : {}),
    ...(hasCaFile(source.tls) ? { tls: { ...source.tls, caFile: absolute(source.tls.caFile) } } : {}),
  }));
  return { ...config, dataDir: absolute(config.dataDir), sources, file };
}

function hasCaFile(tls: unknown): tls is { caFile: string } {
  return typeof tls === 'object' && tls !== null && 'caFile' in tls && typeof tls.caFile === 'string';
}
