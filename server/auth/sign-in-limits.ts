import { isIPv6 } from 'node:net';

export interface SignInLimitOptions {
  /** Wrong passwords for one account that may reach the directory, from everywhere together. */
  attemptsPerAccount: number;
  /** Wrong passwords from one address, or from the browsers of one person, for whatever accounts. */
  attemptsPerAddress: number;
  windowMinutes: number;
  /** Milliseconds since any moment. */
  now?: () => number;
}

/**
 * Limits wrong passwords, so that the directory locks nobody's account because of Atrium, and nobody guesses for long.
 *
 * - **Per account**: attempts count from before the directory is asked until it said yes, so that many at once cannot pass
 *   together. Directories forget wrong passwords only when there was none for a while (`lockoutObservationWindow`,
 *   `pwdFailureCountInterval`), and so do we: the count falls back to nothing one window after the *last* of them, or with the
 *   right password. Therefore a directory whose window is not longer and whose threshold is higher never locks an account.
 * - **No tool against colleagues**: of these attempts the last one is kept for browsers in which this person has signed in
 *   before ("device cookies", OWASP: Slow Down Online Guessing Attacks with Device Cookies). Whoever guesses, from however many
 *   addresses, uses up the others; the owner still gets in from the usual place, and the right password clears the count.
 * - **Per name**: what was typed is counted alike whether anybody has that name or not, and only this limit is ever told. An
 *   account has several names and spellings; if their common limit were told, it would tell that there is such an account.
 * - **Per address**: each wrong password counts for one window; a network of IPv6 (/64) is one address. Browsers in which
 *   somebody has signed in before count together for that person instead: a whole company may come from one address, and must
 *   not be kept out by one who guesses there.
 *
 * In memory, since only one process serves.
 */
export interface SignInLimits {
  /** Before anything is looked up. `browserOf`: who signed in last from this browser. */
  ofVisitor(visitor: { address: string; browserOf: string | undefined }): Admission;
  /** Before anything is looked up too. `isKnownBrowser`: somebody has signed in there before; it cannot be told yet whether they. */
  ofName(name: string, options: { isKnownBrowser: boolean }): Admission;
  /** Before the directory is asked for the password. `isKnownDevice`: the person has signed in from this browser before. */
  ofAccount(account: string, options: { isKnownDevice: boolean }): Admission;
}

export type AttemptEnd = 'wrong' | 'right' | 'neither';

/** Whoever is admitted says how it ended; until then the attempt counts as a wrong password. */
export type Admission =
  | { admitted: true; settle(end: AttemptEnd): void }
  /** `isNews`: the first refusal since the last attempt, which is worth writing down; the thousand after it are not. */
  | { admitted: false; retryAfterSeconds: number; isNews: boolean };

export function createSignInLimits(options: SignInLimitOptions): SignInLimits {
  // A clock that nobody sets: neither is the window cut short nor is anybody kept out for longer.
  const now = options.now ?? (() => performance.now());
  const window = options.windowMinutes * 60_000;
  const { attemptsPerAccount, attemptsPerAddress } = options;
  // Of their own each: names that nobody has could be tried without end until the counter of an account is forgotten.
  const accounts = createCounters({ now, window, isForgotten: 'together' });
  const names = createCounters({ now, window, isForgotten: 'together' });
  const visitors = createCounters({ now, window, isForgotten: 'one by one' });
  const limitFor = (isKnown: boolean) => (isKnown ? attemptsPerAccount : Math.max(1, attemptsPerAccount - 1));
  return {
    ofVisitor: ({ address, browserOf }) =>
      visitors.admit(browserOf === undefined ? networkOf(address) : `browsers of ${browserOf}`, attemptsPerAddress),
    ofName: (name, { isKnownBrowser }) => names.admit(name, limitFor(isKnownBrowser)),
    ofAccount: (account, { isKnownDevice }) => accounts.admit(account, limitFor(isKnownDevice)),
  };
}

interface Counter {
  /** When each wrong password was told, oldest first. */
  wrong: number[];
  /** Attempts that the directory has not answered yet. */
  open: number;
  wasRefused: boolean;
}

/** More names and addresses than are ever tried in a window by people; the oldest makes room for a new one. */
const MOST_COUNTERS = 50_000;

function createCounters(o: { now: () => number; window: number; isForgotten: 'together' | 'one by one' }) {
  const { now, window } = o;
  const counters = new Map<string, Counter>();

  const isOver = (time: number) => now() - time >= window;
  const counterOf = (key: string): Counter => {
    const counter = counters.get(key) ?? { wrong: [], open: 0, wasRefused: false };
    const last = counter.wrong.at(-1);
    if (o.isForgotten === 'one by one') counter.wrong = counter.wrong.filter((time) => !isOver(time));
    else if (last !== undefined && isOver(last)) counter.wrong = [];
    // Put back at the end: what was used last is thrown away last.
    counters.delete(key);
    counters.set(key, counter);
    for (const [oldest, { open }] of counters) {
      if (counters.size <= MOST_COUNTERS) break;
      if (open === 0) counters.delete(oldest);
    }
    return counter;
  };

  return {
    admit(key: string, limit: number): Admission {
      const counter = counterOf(key);
      if (counter.wrong.length + counter.open >= limit) {
        const isNews = !counter.wasRefused;
        counter.wasRefused = true;
        // With no wrong password yet, it is others under way at this moment that fill the limit.
        const since = (o.isForgotten === 'together' ? counter.wrong.at(-1) : counter.wrong[0]) ?? now() - window;
        return { admitted: false, retryAfterSeconds: Math.max(1, Math.ceil((since + window - now()) / 1000)), isNews };
      }
      counter.open++;
      counter.wasRefused = false;
      let isSettled = false;
      return {
        admitted: true,
        settle(end) {
          if (isSettled) return;
          isSettled = true;
          counter.open--;
          if (end === 'wrong') counter.wrong.push(now());
          if (end === 'right' && o.isForgotten === 'together') counter.wrong = [];
        },
      };
    },
  };
}

/** Whoever has one IPv6 address has 2^64 of them (RFC 6177); a mapped IPv4 address is that address. */
function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=[\d.]+$)/i, '').replace(/%.*$/, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':'));
  const before = groups(head);
  const after = tail === undefined ? [] : groups(tail);
  const all = [...before, ...Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0'), ...after];
  return `${all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
