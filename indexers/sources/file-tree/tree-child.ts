import { createInterface } from 'node:readline';
import { answer } from './answer.ts';
import { sendContent } from './content.ts';
import type { FileTree } from './file-tree.ts';
import { walkTree } from './walk.ts';
import { type Findings, Job, Question, type Task, type WalkOptions } from './walk-messages.ts';
import type { WatchMessage } from './watch-messages.ts';
import { createBatchWriter, writeLine } from './write-out.ts';

/** What one kind of tree does in its process. `Place` says where it is and how to get in. */
export interface TreeProgram<Place> {
  parsePlace(value: unknown): Place;
  /** Throws, in words, when it cannot be reached. */
  open(place: Place): FileTree;
  /** What an administrator wants to know before the first run. */
  look(place: Place, options: WalkOptions): Findings;
  /** Tells what changes for as long as the process lives; a tree that tells nothing has none. */
  watch?(place: Place, tell: (message: WatchMessage) => void): Promise<void>;
}

/**
 * The only process that touches a tree. Everything here is synchronous and may hang for ever in a dead server; the parent
 * watches, and never waits for more than a sign of life. The first line of standard input is the job.
 */
export async function runTreeChild<Place>(program: TreeProgram<Place>): Promise<void> {
  const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  const first = await lines.next();
  const { place, task } = Job.parse(JSON.parse(first.done === true ? '' : first.value));
  await run(program, { place: program.parsePlace(place), task, lines });
}

async function run<Place>(
  program: TreeProgram<Place>,
  { place, task, lines }: { place: Place; task: Task; lines: AsyncIterator<string> },
): Promise<void> {
  switch (task.task) {
    case 'walk':
      return runWalk(() => program.open(place), task.options);
    case 'look':
      return writeLine(program.look(place, task.options));
    case 'content':
      return sendContent(() => program.open(place), task);
    case 'ask':
      return answerQuestions(() => program.open(place), { identity: task.identity, lines });
    case 'watch':
      return watch(program, place);
    default:
      task satisfies never;
  }
}

async function watch<Place>(program: TreeProgram<Place>, place: Place): Promise<void> {
  try {
    await program.watch?.(place, writeLine);
  } catch (error) {
    writeLine({ type: 'failed', message: error instanceof Error ? error.message : String(error) } satisfies WatchMessage);
  }
}

function runWalk(open: () => FileTree, options: WalkOptions): void {
  const { emit, flush } = createBatchWriter();
  try {
    walkTree(open(), options, emit);
  } catch (error) {
    emit({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
  flush();
}

async function answerQuestions(
  open: () => FileTree,
  { identity, lines }: { identity: string | undefined; lines: AsyncIterator<string> },
): Promise<void> {
  for (let line = await lines.next(); line.done !== true; line = await lines.next()) {
    const { number, asked } = Question.parse(JSON.parse(line.value));
    writeLine({ number, ...answer(open, { asked, identity, busy: () => writeLine({ number, state: 'busy' }) }) });
  }
}
