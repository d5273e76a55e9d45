import { z } from 'zod';
import type { OcrRules } from '../types/content.ts';

const Mode = z.enum(['off', 'auto', 'on']);

const Rules = z.strictObject({
  mode: Mode.default('auto'),
  /** Names of tesseract's language data. They become part of a command line. */
  languages: z
    .array(z.string().regex(/^[A-Za-z][A-Za-z0-9_]{1,30}$/, 'use the names of tesseract: eng, deu, fra, chi_sim'))
    .min(1)
    .max(8)
    .optional(),
  /** Of one document. */
  maxPages: z.int().min(1).max(5000).default(50),
  /** For one page, all attempts together. */
  secondsPerPage: z.number().positive().max(600).default(30),
  /** For all documents of one run; what is left waits for the next one. */
  minutesPerRun: z.number().positive().max(1440).default(10),
});

/** The `ocr` key of a source: `off`, `auto`, `on`, or an object that says more. */
export const OcrConfig = z
  .union([Mode, Rules])
  .default('auto')
  .transform((value): OcrRules => (typeof value === 'string' ? Rules.parse({ mode: value }) : value));
