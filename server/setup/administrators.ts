import type { Config } from '../config/schema.ts';
import type { Administrators as AdministratorsAnswer } from '../contract/sources.ts';
import { AppError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { StateStore } from '../store/state-store.ts';

/** How often it is looked whether another process has changed something, milliseconds. */
const LOOK_INTERVAL = 1000;
const MOST_CANDIDATES = 20;

/** Who administers: those of the file, and those chosen in the console. */
export interface Administrators {
  /** `user:<sign-in name>`, `group:<group name>`. Always the same list; its contents change. */
  readonly tokens: readonly string[];
  /** Whether somebody could sign in as one of them now, as far as can be told. */
  canSomebodySignIn(): boolean;
  present(): AdministratorsAnswer;
  /** All those of the console anew. AppError `invalid-request` for whom no directory knows, `conflict` if nobody could come in then. */
  set(tokens: readonly string[], by: string): void;
  candidates(text: string): { token: string; kind: 'user' | 'group'; name: string; detail: string }[];
  /** Looks regularly from now on for what other processes do. */
  follow(): void;
  stop(): void;
}

export function createAdministrators(options: {
  auth: Pick<Config['auth'], 'admins' | 'method' | 'partners'>;
  store: StateStore;
  /** Ids of those that hold people; live. */
  directories: readonly string[];
  logger: Logger;
}): Administrators {
  const { auth, store, logger } = options;
  const tokens: string[] = [];
  let timer: NodeJS.Timeout | undefined;
  // Somebody else keeps the others, and could put any name into them.
  const directories = () => options.directories.filter((id) => !auth.partners.includes(id));

  function refresh(): void {
    const all = [...new Set([...auth.admins, ...store.setup.administrators()])];
    tokens.splice(0, tokens.length, ...all);
  }

  function canSomebodySignIn(): boolean {
    if (auth.method === 'open') return false;
    // A provider or a proxy tells groups that no directory of ours knows.
    if (auth.method !== 'directory') return tokens.length > 0;
    return tokens.length > 0 && store.setup.someoneHolds(tokens, directories());
  }

  function isKnown(token: string): boolean {
    return store.directory.knows(token, directories());
  }

  refresh();
  return {
    tokens,
    canSomebodySignIn,
    present: () => ({
      fromFile: auth.admins,
      items: store.setup.administrators().map((token) => {
        const name = store.directory.holderOf(token)?.name ?? token.slice(token.indexOf(':') + 1);
        return { token, kind: token.startsWith('group:') ? 'group' : 'user', name, isUnknown: !isKnown(token) };
      }),
      canSomebodySignIn: canSomebodySignIn(),
    }),
    set(wanted, by) {
      const unknown = wanted.filter((token) => !isKnown(token));
      if (unknown.length > 0) {
        const message = `no directory knows ${unknown.join(', ')}; choose from those that were read`;
        throw new AppError('invalid-request', `Nobody was chosen: ${message}.`, { errors: [{ path: 'items', message }] });
      }
      try {
        store.transaction(() => {
          store.setup.setAdministrators(wanted, { by, at: Date.now() });
          refresh();
          if (auth.method !== 'open' && !canSomebodySignIn())
            throw new AppError('conflict', 'Nobody could sign in as an administrator any more. Choose at least one person.');
        });
      } finally {
        refresh();
      }
    },
    candidates: (text) =>
      store.setup
        .candidates(text, { sources: directories(), limit: MOST_CANDIDATES / 2 })
        .map(({ kind, token, name, ...facts }) => {
          const members = `${facts.members} ${facts.members === 1 ? 'person' : 'people'}`;
          const person = [facts.uid, facts.title].filter((part) => part !== null && part !== '').join(', ');
          return { token, kind, name, detail: kind === 'group' ? members : person };
        }),
    follow() {
      timer ??= setInterval(() => {
        try {
          refresh();
        } catch (error) {
          logger.error({ err: error }, 'it could not be seen whether the administrators have changed');
        }
      }, LOOK_INTERVAL).unref();
    },
    stop() {
      clearInterval(timer);
      timer = undefined;
    },
  };
}
