import { createInterface } from 'node:readline';
import type { z } from 'zod';
import { hasFile } from './beneath.ts';
import { sendContent } from './content.ts';
import { look } from './look.ts';
import { idToRawPath } from './path-id.ts';
import { openRoot } from './root.ts';
import { walk } from './walk.ts';
import { type Answer, Job, type ProbeJob, Question, type WalkJob } from './walk-messages.ts';
import { createBatchWriter, writeLine } from './write-out.ts';

/**
 * The only process that touches a drive. Everything here is synchronous and may hang for ever in a dead mount; the parent
 * watches, and never waits for more than a sign of life.
 */
async function main(): Promise<void> {
  const job = Job.parse(JSON.parse(process.argv[2] ?? ''));
  switch (job.task) {
    case 'walk':
      return runWalk(job);
    case 'look':
      return writeLine(look(job));
    case 'content':
      return sendContent(job);
    case 'probe':
      return answerQuestions(job);
    default:
      job satisfies never;
  }
}

function runWalk(job: WalkJob): void {
  const { emit, flush } = createBatchWriter();
  try {
    walk(job, emit);
  } catch (error) {
    emit({ type: 'failed', message: messageOf(error) });
  }
  flush();
}

async function answerQuestions(job: ProbeJob): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    const question = Question.parse(JSON.parse(line));
    writeLine({ number: question.number, ...answer(job, question.id) });
  }
}

function answer(job: ProbeJob, id: string): Omit<z.output<typeof Answer>, 'number'> {
  try {
    const root = openRoot(job.root);
    if (job.identity !== undefined && job.identity !== root.identity)
      return { state: 'failed', message: 'another folder has taken the place of the known one' };
    return { state: hasFile(root, idToRawPath(id)) ? 'there' : 'gone' };
  } catch (error) {
    return { state: 'failed', message: messageOf(error) };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

await main();
