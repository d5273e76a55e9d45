import { ExtractionError } from '../../extractors/extraction-error.ts';
import { letProgramEndWithout } from '../../spawn-child.ts';
import type { AccessRef } from '../../types/access.ts';
import { linesOf, type TreeChild, type TreeChildren } from './tree-children.ts';
import { Answer, type Asked, type Question } from './walk-messages.ts';

const IDLE_MS = 5000;

/** Asks a tree about single files: one child for many questions, gone when there were none for a while. */
export interface Questions {
  hasFile(id: string, signal: AbortSignal): Promise<boolean>;
  readAccess(ids: readonly string[], signal: AbortSignal): Promise<Map<string, AccessRef | { state: 'gone' }>>;
  /** Writes a copy of what was listed; throws ExtractionError `changed` when it was changed since. */
  copy(file: { id: string; to: string; size: number; modifiedAt: number }, signal: AbortSignal): Promise<void>;
}

export function createQuestions(children: TreeChildren, expected: () => { identity?: string }): Questions {
  let current: Session | undefined;

  async function ask(asked: Asked, signal: AbortSignal): Promise<Reply> {
    signal.throwIfAborted();
    current ??= openSession(children.start({ task: 'ask', ...expected() }), () => {
      current = undefined;
    });
    return current.ask(asked, signal);
  }

  return {
    async hasFile(id, signal) {
      const reply = await ask({ what: 'is-there', id }, signal);
      if (reply.state === 'failed') throw new Error(`cannot tell whether "${id}" is still there: ${reply.message}`);
      return reply.state === 'done';
    },
    async readAccess(ids, signal) {
      const answers = ids.map(async (id) => [id, toAccess(id, await ask({ what: 'access', id }, signal))] as const);
      return new Map(await Promise.all(answers));
    },
    async copy(file, signal) {
      const reply = await ask({ what: 'copy', ...file }, signal);
      if (reply.state === 'changed') throw new ExtractionError('changed', reply.message);
      if (reply.state !== 'done') throw new Error(reply.state === 'failed' ? reply.message : 'it is gone');
    },
  };
}

type Reply = Exclude<Answer, { state: 'busy' }>;

function toAccess(id: string, reply: Reply): AccessRef | { state: 'gone' } {
  if (reply.state === 'access') return reply.access;
  if (reply.state === 'gone') return { state: 'gone' };
  throw new Error(
    `cannot tell who may read "${id}": ${reply.state === 'failed' ? reply.message : 'another question was answered'}`,
  );
}

interface Session {
  ask(asked: Asked, signal: AbortSignal): Promise<Reply>;
}

function openSession(child: TreeChild, onEnd: () => void): Session {
  const waiting = new Map<number, PromiseWithResolvers<Reply>>();
  let watchdog: ReturnType<TreeChild['watch']> | undefined;
  let asked = 0;
  const idle = setTimeout(() => waiting.size === 0 && end(new Error('no questions')), IDLE_MS);
  idle.unref();
  letProgramEndWithout(child.process);

  function end(reason: Error): void {
    clearTimeout(idle);
    watchdog?.stop();
    onEnd();
    child.stop();
    for (const { reject } of waiting.values()) reject(reason);
    waiting.clear();
  }

  /** Silence counts only while somebody waits, and the answer to any question is a sign of life. */
  function keepWatch(): void {
    if (waiting.size === 0) {
      watchdog?.stop();
      watchdog = undefined;
      idle.refresh();
    } else if (watchdog === undefined) watchdog = child.watch(end);
    else watchdog.heard();
  }

  async function listen(): Promise<void> {
    for await (const line of linesOf(child.messages)) {
      const reply = Answer.parse(JSON.parse(line));
      if (reply.state !== 'busy') {
        waiting.get(reply.number)?.resolve(reply);
        waiting.delete(reply.number);
      }
      keepWatch();
    }
    throw new Error(`the child that looks after files is gone (${child.lastWords()})`);
  }

  listen().catch((error: unknown) => end(error instanceof Error ? error : new Error(String(error))));
  child.process.stdin?.on('error', (error) => end(error));

  return {
    async ask(what, signal) {
      asked += 1;
      const question: Question = { number: asked, asked: what };
      const reply = Promise.withResolvers<Reply>();
      waiting.set(question.number, reply);
      if (waiting.size === 1) keepWatch();
      child.process.stdin?.write(`${JSON.stringify(question)}\n`);
      // Whoever stops asking must not leave a child behind that works for nobody.
      const onAbort = (): void => end(signal.reason instanceof Error ? signal.reason : new Error('it was cancelled'));
      signal.addEventListener('abort', onAbort, { once: true });
      try {
        return await reply.promise;
      } finally {
        signal.removeEventListener('abort', onAbort);
      }
    },
  };
}
