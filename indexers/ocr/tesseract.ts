import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { runProgram } from './run-program.ts';

/** The program as it is installed here. */
export interface Tesseract {
  /** Absolute path. */
  program: string;
  /** Names of its language data, without `osd`. */
  languages: readonly string[];
  /** Whether it can tell which way up a page is (`osd` is there). */
  findsOrientation: boolean;
}

/** What is used where nothing else is asked for, as far as it is installed. */
const USUAL_LANGUAGES = ['eng', 'deu'];
const USUAL_PATH = '/usr/local/bin:/usr/bin';
const LOOK_SECONDS = 10;

/** Undefined when there is no such program, or it does not work: `problem` says why. */
export async function findTesseract(signal: AbortSignal): Promise<Tesseract | { problem: string }> {
  const program = findProgram('tesseract');
  if (program === undefined) return { problem: 'there is no program "tesseract"' };
  const outcome = await runProgram([program, '--list-langs'], { seconds: LOOK_SECONDS, signal });
  if (outcome.state !== 'done') return { problem: `${program} does not work: ${outcome.message}` };
  // The first line is a heading with the folder.
  const names = outcome.output
    .split('\n')
    .slice(1)
    .map((line) => line.trim());
  const languages = names.filter((name) => name !== '' && name !== 'osd');
  if (languages.length === 0) return { problem: `${program} has no language data` };
  return { program, languages, findsOrientation: names.includes('osd') };
}

/** Those of the languages asked for that are there; without a wish the usual ones, or whatever there is. */
export function usableLanguages(asked: readonly string[] | undefined, { languages }: Pick<Tesseract, 'languages'>): string[] {
  const usable = (asked ?? USUAL_LANGUAGES).filter((name) => languages.includes(name));
  return usable.length > 0 || asked !== undefined ? usable : languages.slice(0, 1);
}

function findProgram(name: string): string | undefined {
  const folders = (process.env.PATH ?? USUAL_PATH).split(':').filter((folder) => folder.startsWith('/'));
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Missing or not for us: the same to the caller.
    return false;
  }
}
