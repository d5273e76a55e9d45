import { DIRECTORIES, DIRECTORY_RULES } from './german/directories.ts';
import { EXTRACTION } from './german/extraction.ts';
import { FILE_RULES, FILES, SYSTEM } from './german/files.ts';
import { AUDIT, OPERATIONS, PAGES } from './german/operations.ts';
import { PERMISSIONS } from './german/permissions.ts';
import { PROBLEMS } from './german/problems.ts';
import { RUNS, SOURCES } from './german/runs.ts';
import { SHARES } from './german/shares.ts';
import { createTranslate, type Table } from './sentence.ts';

export const GERMAN: readonly Table[] = [
  AUDIT,
  DIRECTORIES,
  DIRECTORY_RULES,
  EXTRACTION,
  FILES,
  FILE_RULES,
  OPERATIONS,
  PAGES,
  PERMISSIONS,
  PROBLEMS,
  RUNS,
  SHARES,
  SOURCES,
  SYSTEM,
];

/** Numbers are grouped and have their decimals the other way round. */
const number = (english: string) =>
  /^\d{1,3}(,\d{3})*(\.\d+)?$/.test(english) ? english.replace(/[.,]/g, (mark) => (mark === ',' ? '.' : ',')) : english;

export const inGerman = createTranslate(GERMAN, { number });
