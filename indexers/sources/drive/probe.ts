import type { z } from 'zod';
import { letProgramEndWithout } from '../../spawn-child.ts';
import { type DriveChild, type DriveChildren, linesOf } from './drive-in-child.ts';
import { Answer, type Question } from './walk-messages.ts';

const IDLE_MS = 5000;

type Reply = z.output<typeof Answer>;

/** Asks a drive about single files: one child for many questions, gone when there were none for a while. */
export interface Probe {
  hasFile(id: string, signal: AbortSignal): Promise<boolean>;
}

export function createProbe(children: DriveChildren, job: () => { root: string; identity?: string }): Probe {
  let current: Session | undefined;

  return {
    async hasFile(id, signal) {
      current ??= openSession(children.start({ task: 'probe', ...job() }), () => {
        current = undefined;
      });
      const reply = await current.ask(id, signal);
      if (reply.state === 'failed')
        throw new Error(`cannot tell whether "${id}" is still there: ${reply.message ?? 'no reason given'}`);
      return reply.state === 'there';
    },
  };
}

interface Session {
  ask(id: string, signal: AbortSignal): Promise<Reply>;
}

function openSession(child: DriveChild, onEnd: () => void): Session {
  const waiting = new Map<number, PromiseWithResolvers<Reply>>();
  let asked = 0;
  const idle = setTimeout(() => end(new Error('no questions')), IDLE_MS);
  idle.unref();
  letProgramEndWithout(child.process);

  function end(reason: Error): void {
    clearTimeout(idle);
    onEnd();
    child.stop();
    for (const { reject } of waiting.values()) reject(reason);
    waiting.clear();
  }

  async function listen(): Promise<void> {
    if (child.process.stdout === null) throw new Error('the child has no standard output');
    for await (const line of linesOf(child.process.stdout)) {
      const reply = Answer.parse(JSON.parse(line));
      waiting.get(reply.number)?.resolve(reply);
      waiting.delete(reply.number);
    }
    throw new Error(`the child that looks after files is gone (${child.lastWords()})`);
  }

  listen().catch((error: unknown) => end(error instanceof Error ? error : new Error(String(error))));
  child.process.stdin?.on('error', (error) => end(error));

  return {
    async ask(id, signal) {
      idle.refresh();
      asked += 1;
      const question: z.output<typeof Question> = { number: asked, id };
      const reply = Promise.withResolvers<Reply>();
      waiting.set(question.number, reply);
      child.process.stdin?.write(`${JSON.stringify(question)}\n`);
      try {
        return await child.withinLimit(reply.promise, signal);
      } catch (error) {
        end(error instanceof Error ? error : new Error(String(error)));
        throw error;
      }
    },
  };
}
