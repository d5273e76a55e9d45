import { createSlots } from '../sync/slots.ts';
import type { OcrRules } from '../types/content.ts';
import type { FileToExtract } from '../types/extraction.ts';
import type { Drawn, PageDrawer } from './draw-messages.ts';
import { type RecognizedText, readTsv } from './read-tsv.ts';
import { runProgram } from './run-program.ts';
import { findTesseract, type Tesseract } from './tesseract.ts';

/** Reads pages that are pictures, one at a time, whatever the number of runs. */
export interface Recognizer {
  /** The program as it is installed now; undefined when there is none that works. Remembered for a minute. */
  engine(signal: AbortSignal): Promise<Tesseract | undefined>;
  /**
   * Never throws for what the page is; throws `EngineFailure` when the program itself does not work. What is `changed` is to be
   * left to the next run.
   */
  read(page: PageToRead, signal: AbortSignal): Promise<PageOutcome>;
}

export interface PageToRead {
  file: FileToExtract;
  /** From 1. */
  page: number;
  /** As `usableLanguages` gives them, not empty. */
  languages: readonly string[];
  rules: Pick<OcrRules, 'secondsPerPage'>;
}

export type PageOutcome =
  | { state: 'read'; text: string }
  | { state: 'unreadable'; problem: string }
  /** Not of the moment that was asked for, or not there. */
  | { state: 'changed' };

/** The program is broken or lacks data: no other page would fare better. */
export class EngineFailure extends Error {}

/** Half as many let small print go, more only cost time. */
const DPI = 300;
/** An A3 page at that. Whatever is larger is drawn smaller. */
const MAX_PIXELS = 18_000_000;
/** Of a picture as it lies there; it passes through this process. */
const MAX_PICTURE_BYTES = 48 * 1024 * 1024;
/** Below it a page probably lies on its side or stands on its head. */
const DOUBTFUL = 60;
/** Below it what was read are the leaves of a tree or the tiles of a wall. */
const HOPELESS = 45;
const ENGINE_REMEMBERED_MS = 60_000;
/** Modes of tesseract: find the blocks of text; the same after turning the page. */
const UPRIGHT = '3';
const TURNED = '1';

export function createRecognizer({ drawer }: { drawer: PageDrawer }): Recognizer {
  const places = createSlots(1);
  let known: { engine: Promise<Tesseract | undefined>; until: number } | undefined;

  async function look(signal: AbortSignal): Promise<Tesseract | undefined> {
    const found = await findTesseract(signal);
    return 'problem' in found ? undefined : found;
  }

  async function engine(signal: AbortSignal): Promise<Tesseract | undefined> {
    if (known === undefined || known.until < performance.now()) {
      const looking = look(signal);
      known = { engine: looking, until: performance.now() + ENGINE_REMEMBERED_MS };
      looking.catch(() => (known = undefined));
    }
    return known.engine;
  }

  async function readInTurn(page: PageToRead, signal: AbortSignal): Promise<PageOutcome> {
    const tesseract = await engine(signal);
    if (tesseract === undefined) throw new EngineFailure('tesseract is not there any more');
    const deadline = performance.now() + page.rules.secondsPerPage * 1000;
    const { file, page: number } = page;
    const wanted = { page: number, dpi: DPI, maxPixels: MAX_PIXELS, maxPictureBytes: MAX_PICTURE_BYTES };
    const drawn = await drawer.drawPage({ ...file, ...wanted }, signal);
    if (drawn.state === 'failed') return drawn.cause === 'changed' ? { state: 'changed' } : unreadable(drawn.message);
    return recognize({ tesseract, page, drawn, deadline }, signal);
  }

  return {
    engine,
    async read(page, signal) {
      await places.take(1, signal);
      try {
        signal.throwIfAborted();
        return await readInTurn(page, signal);
      } finally {
        places.giveBack();
      }
    },
  };
}

interface Attempt {
  tesseract: Tesseract;
  page: PageToRead;
  drawn: Drawn;
  /** On the clock of `performance`. */
  deadline: number;
}

async function recognize(attempt: Attempt, signal: AbortSignal): Promise<PageOutcome> {
  const upright = await recognizeOnce(attempt, { mode: UPRIGHT }, signal);
  if ('problem' in upright) return unreadable(upright.problem);
  if (upright.confidence >= DOUBTFUL || upright.text === '' || !attempt.tesseract.findsOrientation) return kept(upright);
  const turned = await recognizeOnce(attempt, { mode: TURNED }, signal);
  return kept('problem' in turned || turned.confidence < upright.confidence ? upright : turned);
}

async function recognizeOnce(
  { tesseract, page, drawn, deadline }: Attempt,
  { mode }: { mode: string },
  signal: AbortSignal,
): Promise<RecognizedText | { problem: string }> {
  const seconds = (deadline - performance.now()) / 1000;
  const tooLong = { problem: `it took more than ${page.rules.secondsPerPage} s` };
  if (seconds <= 0) return tooLong;
  const { picture, pageInPicture, dpi } = drawn;
  const outcome = await runProgram(
    [
      tesseract.program,
      ...['stdin', 'stdout', '-l', page.languages.join('+'), '--psm', mode],
      ...(dpi === undefined ? [] : ['--dpi', String(dpi)]),
      ...['-c', `tessedit_page_number=${pageInPicture}`, '-c', 'tessedit_create_tsv=1'],
    ],
    { seconds, signal, input: picture },
  );
  switch (outcome.state) {
    case 'done':
      return readTsv(outcome.output);
    case 'timeout':
      return tooLong;
    case 'failed':
      if (isEngineFailure(outcome.message)) throw new EngineFailure(outcome.message);
      return { problem: 'the picture is damaged or not of a kind that can be read' };
    default:
      return outcome satisfies never;
  }
}

function kept({ text, confidence }: RecognizedText): PageOutcome {
  return { state: 'read', text: confidence < HOPELESS ? '' : text };
}

function unreadable(problem: string): PageOutcome {
  return { state: 'unreadable', problem };
}

/** What tesseract, the loader or the system says of the program rather than of the picture. */
function isEngineFailure(message: string): boolean {
  return /Error opening data file|[Cc]ouldn't load any languages|Could not initialize tesseract|shared librar|ENOENT|EACCES|failed to execute/.test(
    message,
  );
}
