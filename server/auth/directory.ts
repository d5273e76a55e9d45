import { DirectoryFailure } from '#indexers/sources/directory-failure.ts';
import type { PasswordVerdict } from '#indexers/types/account.ts';
import type { Source } from '#indexers/types.ts';
import type { ConfiguredSource } from '../configured-source.ts';
import { AppError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { StateStore } from '../store/state-store.ts';
import type { DirectoryAuthenticator, SignInAttempt, SignInOutcome } from './authenticator.ts';
import { type AttemptEnd, createSignInLimits, type SignInLimitOptions } from './sign-in-limits.ts';

/** Longest time one directory may take, milliseconds. */
const TIME_LIMIT = 10_000;

/** A source that can be asked. */
type Directory = Pick<Source, 'id'> & Required<Pick<Source, 'findAccount' | 'tryPassword'>>;

/** What came of one directory: the outcome, or that it could not be asked. */
type Answer = SignInOutcome | { state: 'failed'; failure: DirectoryFailure };

/**
 * Signs in with the directory's password: search, then bind (RFC 4513 §5.1.3). Each directory is asked in turn whom the name
 * means and then, on a connection of its own, whether the password is right; a name that nobody has takes the same two steps.
 * Whoever it says yes to must be in our copy under the entry's stable id: names can be given to somebody else.
 */
export function createDirectoryAuthenticator(options: {
  /** Our copy. */
  people: Pick<StateStore['directory'], 'personByItem'>;
  sources: ReadonlyMap<string, ConfiguredSource>;
  limits: SignInLimitOptions;
  logger: Logger;
}): DirectoryAuthenticator {
  const { logger } = options;
  const limits = createSignInLimits(options.limits);
  // Asked at each attempt: directories come and go.
  const directories = () => [...options.sources.values()].map(({ source }) => source).filter(isDirectory);

  async function ask(directory: Directory, attempt: SignInAttempt, signal: AbortSignal): Promise<Answer> {
    const limited = AbortSignal.any([signal, AbortSignal.timeout(TIME_LIMIT)]);
    const account = await directory.findAccount(attempt.username, limited);
    const person = account && options.people.personByItem(directory.id, account.itemId);
    const personId = person?.disabled === false ? person.id : undefined;
    const isKnownDevice = personId !== undefined && attempt.isKnownDevice(personId);
    const admission = account && limits.ofAccount(`${directory.id} ${account.itemId}`, { isKnownDevice });
    if (!account || !admission?.admitted) {
      // An account that was guessed at under its other names looks like nobody's: see `sign-in-limits.ts`.
      await directory.tryPassword(undefined, attempt.password, limited);
      return account ? USED_UP : WRONG;
    }
    // Counted as wrong until proven otherwise: a bind that was sent may count at the directory, whatever became of its answer.
    const verdict = await directory.tryPassword(account, attempt.password, limited).catch((error: unknown) => {
      admission.settle('wrong');
      throw error;
    });
    admission.settle(endOf(verdict));
    return outcomeOf(verdict, { personId, excludedBy: account.excludedBy });
  }

  async function askAll(attempt: SignInAttempt, signal: AbortSignal): Promise<SignInOutcome> {
    const answers: Answer[] = [];
    for (const directory of directories()) {
      const answer = await ask(directory, attempt, signal).catch((error: unknown): Answer => {
        signal.throwIfAborted();
        if (!(error instanceof DirectoryFailure)) throw error;
        const facts = { err: error, source: directory.id, fault: error.fault };
        logger.error(facts, 'a sign-in could not be checked at this directory');
        return { state: 'failed', failure: error };
      });
      if (answer.state === 'signed-in') return answer;
      answers.push(answer);
    }
    return combined(answers);
  }

  return {
    method: 'directory',
    async signIn(typed, signal) {
      const attempt = { ...typed, username: typed.username.trim() };
      // A name without a password is an anonymous bind, to which directories may say yes (RFC 4513 §5.1.2): never sent.
      if (
        attempt.username === '' ||
        attempt.password === '' ||
        attempt.username.includes('\0') ||
        attempt.password.includes('\0')
      )
        return WRONG;
      const { address, browserOf } = attempt;
      const visitor = limits.ofVisitor({ address, browserOf });
      if (!visitor.admitted) return { state: 'limited', ...visitor };
      const name = limits.ofName(fold(attempt.username), { isKnownBrowser: browserOf !== undefined });
      let end: AttemptEnd = 'neither';
      try {
        if (!name.admitted) return { state: 'limited', ...name };
        const outcome = await askAll(attempt, signal);
        if (outcome.state === 'signed-in') end = 'right';
        if (outcome.state === 'refused' && outcome.code === 'wrong-credentials') end = 'wrong';
        return outcome;
      } finally {
        visitor.settle(end);
        if (name.admitted) name.settle(end);
      }
    },
  };
}

const WRONG: SignInOutcome = { state: 'refused', code: 'wrong-credentials', details: 'wrong name or password' };
const USED_UP: SignInOutcome = {
  state: 'refused',
  code: 'wrong-credentials',
  details: 'not tried: too many wrong passwords for this account under other names of it',
};

function endOf(verdict: PasswordVerdict): AttemptEnd {
  if (verdict === 'wrong' || verdict === 'right') return verdict;
  return 'neither';
}

function outcomeOf(
  verdict: PasswordVerdict,
  account: { personId: string | undefined; excludedBy: string | undefined },
): SignInOutcome {
  const { personId, excludedBy } = account;
  switch (verdict) {
    case 'wrong':
      return WRONG;
    case 'excluded':
      return { state: 'refused', code: 'account-excluded', details: `right password, but left out: ${excludedBy}` };
    case 'right':
      return personId === undefined
        ? { state: 'refused', code: 'not-in-directory', details: 'right password, but not in the directory as last read' }
        : { state: 'signed-in', personId };
    default:
      return { state: 'refused', code: verdict, details: `right password, but ${verdict}` };
  }
}

/**
 * What to say when no directory said yes: what is known of an account whose password was right; else that a directory could not be
 * asked, which might have said yes; and the one sentence for everything else.
 */
function combined(answers: readonly Answer[]): SignInOutcome {
  const reason = answers.find((answer) => answer.state === 'refused' && answer.code !== 'wrong-credentials');
  if (reason?.state === 'refused') return reason;
  const failures = answers.flatMap((answer) => (answer.state === 'failed' ? [answer.failure] : []));
  const [failure] = failures;
  if (failure) throw inWords(failures.find(({ fault }) => fault === 'configuration') ?? failure);
  return answers.includes(USED_UP) ? USED_UP : WRONG;
}

/** The person is told whom to ask; what the directory said is in the log. */
function inWords(failure: DirectoryFailure): AppError {
  return failure.fault === 'configuration'
    ? new AppError(
        'directory-misconfigured',
        'The directory refuses Atrium itself. An administrator finds the reason in the log and with "atrium check".',
        { cause: failure },
      )
    : new AppError(
        'directory-unavailable',
        'The directory that checks passwords cannot be reached. Your password was not looked at. Try again in a minute.',
        { cause: failure },
      );
}

function isDirectory(source: Source): source is Source & Directory {
  return source.findAccount !== undefined && source.tryPassword !== undefined;
}

/** Directories compare names without regard to letter case and repeated spaces (RFC 4518). */
function fold(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ');
}
