import { z } from 'zod';

const line = z
  .string()
  .max(1000)
  .regex(/^\P{Cc}*$/u, 'must be one line');

/** The configuration's `paths`, see `ShownPaths`: what people copy is a path of theirs, not of the machine that reads it. */
export const ShownPathsConfig = z
  .strictObject({
    windows: line.regex(/^(\\\\[^\\]+\\[^\\]|[A-Za-z]:)/, 'must look like "\\\\server\\share" or "G:\\folder"'),
    posix: line.startsWith('/', 'must begin with "/"'),
  })
  .partial();
