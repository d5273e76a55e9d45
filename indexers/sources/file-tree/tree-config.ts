import { z } from 'zod';
import { OcrConfig } from '../../ocr/ocr-rules.ts';
import { ShownPathsConfig } from './shown-paths.ts';

const globs = z.array(z.string().min(1));

/** What every kind of file tree can be told, whatever it is reached by. */
export const treeKeys = {
  /** Globs on the path relative to the root; a file must match one. */
  include: globs.default(['**/*']),
  /** Globs for files and folders to leave out, with all that is in them. */
  exclude: globs.default([]),
  /** Names beginning with a dot, and what a server calls hidden, are left out unless this is set. */
  hidden: z.boolean().default(false),
  /** Glob → label; the first that matches counts. */
  labels: z.record(z.string(), z.string().min(1)).default({}),
  /** Larger files are found by their name only. */
  maxFileBytes: z
    .int()
    .positive()
    .default(200 * 1024 * 1024),
  /** Whether and how pages that are pictures are read: `off`, `auto`, `on`, or `{ mode, languages, maxPages, … }`. */
  ocr: OcrConfig,
  /** Where people find the root: `{ windows: "\\\\files\\docs", posix: "/srv/library" }`, for what they copy. */
  paths: ShownPathsConfig.optional(),
  /** False for places that give a file another inode each time (some FUSE, CIFS with noserverino, some NAS). */
  stableInodes: z.boolean().default(true),
  /** Seconds without a word from the place before a run fails. */
  answerWithin: z.int().min(1).max(3600).default(60),
  /** The identity of a folder that took the place of the known one; a failed run names it. */
  acceptRoot: z.string().optional(),
};
const TreeConfig = z.object(treeKeys);
export type TreeConfig = z.output<typeof TreeConfig>;
