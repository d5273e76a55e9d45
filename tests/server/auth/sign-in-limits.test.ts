import { describe, expect, test } from 'vitest';
import { type Admission, createSignInLimits } from '#server/auth/sign-in-limits.ts';

const MINUTE = 60_000;

function limitsAt(overrides: Partial<Parameters<typeof createSignInLimits>[0]> = {}) {
  let time = 1_000_000;
  const options = { attemptsPerAccount: 4, attemptsPerAddress: 10, windowMinutes: 30, ...overrides };
  const limits = createSignInLimits({ ...options, now: () => time });
  const guess = (account: string, isKnownDevice = false) => settled(limits.ofAccount(account, { isKnownDevice }), 'wrong');
  const pass = (minutes: number): void => {
    time += minutes * MINUTE;
  };
  return { limits, guess, pass };
}

function settled(admission: Admission, end: 'wrong' | 'right' | 'neither'): boolean {
  if (admission.admitted) admission.settle(end);
  return admission.admitted;
}

const timesAdmitted = (times: number, attempt: () => boolean) => Array.from({ length: times }, attempt).filter(Boolean).length;

describe('wrong passwords for one account', () => {
  test('reach the directory fewer times than it takes to lock it, however many are tried', () => {
    const { guess } = limitsAt();
    expect(timesAdmitted(50, () => guess('ada'))).toBe(3);
    expect(timesAdmitted(50, () => guess('ada', true))).toBe(1);
    expect(timesAdmitted(50, () => guess('bob'))).toBe(3);
  });

  test('leave the last attempt to a browser in which the person has signed in before', () => {
    const { limits, guess } = limitsAt();
    timesAdmitted(50, () => guess('ada'));
    expect(settled(limits.ofAccount('ada', { isKnownDevice: true }), 'right')).toBe(true);
    // The directory has forgotten them too.
    expect(timesAdmitted(50, () => guess('ada'))).toBe(3);
  });

  test('that are tried at the same time count before they are answered', () => {
    const { limits } = limitsAt();
    const open = Array.from({ length: 50 }, () => limits.ofAccount('ada', { isKnownDevice: false }));
    expect(open.filter(({ admitted }) => admitted)).toHaveLength(3);
    for (const admission of open) settled(admission, 'wrong');
    expect(limits.ofAccount('ada', { isKnownDevice: false }).admitted).toBe(false);
  });

  test('and answered after the right one are not forgotten with those before it', () => {
    const { limits, guess } = limitsAt();
    const late = [limits.ofAccount('ada', { isKnownDevice: false }), limits.ofAccount('ada', { isKnownDevice: false })];
    settled(limits.ofAccount('ada', { isKnownDevice: false }), 'right');
    for (const admission of late) settled(admission, 'wrong');
    expect(timesAdmitted(50, () => guess('ada'))).toBe(1);
  });

  test('are forgotten a window after the last, never one by one: directories count on while guessing goes on', () => {
    const { guess, pass } = limitsAt();
    let minutesQuiet = Number.POSITIVE_INFINITY;
    const counts = [0];
    for (let attempt = 0; attempt < 500; attempt++) {
      const minutes = attempt % 3 === 0 ? 29 : 7;
      pass(minutes);
      minutesQuiet += minutes;
      if (!guess('ada')) continue;
      // As Active Directory and ppolicy count: on from the last wrong password, unless there was none for a window.
      counts.push(minutesQuiet >= 30 ? 1 : (counts.at(-1) ?? 0) + 1);
      minutesQuiet = 0;
    }
    expect(counts.length).toBeGreaterThan(50);
    expect(Math.max(...counts)).toBe(3);
  });

  test('are one at least, even where the directory allows only one', () => {
    const { guess } = limitsAt({ attemptsPerAccount: 1 });
    expect(timesAdmitted(50, () => guess('ada'))).toBe(1);
    expect(guess('ada', true)).toBe(false);
  });
});

test('wrong passwords for an account are not forgotten because many other names are tried', () => {
  const { limits, guess } = limitsAt();
  expect(timesAdmitted(50, () => guess('ada'))).toBe(3);
  for (let n = 0; n < 60_000; n++) settled(limits.ofName(`name ${n}`, { isKnownBrowser: false }), 'wrong');
  expect(guess('ada')).toBe(false);
});

describe('a refusal', () => {
  test('says when to come back, and is news once', () => {
    const { limits, guess, pass } = limitsAt();
    timesAdmitted(2, () => guess('ada'));
    pass(5);
    guess('ada');
    pass(10);
    const first = limits.ofAccount('ada', { isKnownDevice: false });
    expect(first).toEqual({ admitted: false, retryAfterSeconds: 20 * 60, isNews: true });
    expect(limits.ofAccount('ada', { isKnownDevice: false })).toMatchObject({ isNews: false });
  });
});

describe('wrong passwords from one address', () => {
  test('are limited over all accounts, and counted for one window each', () => {
    const { limits, pass } = limitsAt({ attemptsPerAddress: 2 });
    const guess = (address: string) => settled(limits.ofVisitor({ address, browserOf: undefined }), 'wrong');
    expect(guess('203.0.113.7')).toBe(true);
    pass(20);
    expect([guess('203.0.113.7'), guess('::ffff:203.0.113.7'), guess('203.0.113.8')]).toEqual([true, false, true]);
    expect(limits.ofVisitor({ address: '203.0.113.7', browserOf: undefined })).toMatchObject({ retryAfterSeconds: 10 * 60 });
    pass(10);
    expect(guess('203.0.113.7')).toBe(true);
  });

  test('do not count where the password was right or could not be checked', () => {
    const { limits } = limitsAt({ attemptsPerAddress: 2 });
    for (const end of ['right', 'neither', 'right', 'neither'] as const)
      expect(settled(limits.ofVisitor({ address: '203.0.113.7', browserOf: undefined }), end)).toBe(true);
  });

  test('keep nobody out who comes from there with a browser used before, and limits that person as well', () => {
    const { limits } = limitsAt({ attemptsPerAddress: 2 });
    const guess = (address: string, browserOf?: string) => settled(limits.ofVisitor({ address, browserOf }), 'wrong');
    expect(timesAdmitted(5, () => guess('203.0.113.7'))).toBe(2);
    expect(timesAdmitted(5, () => guess('203.0.113.7', 'ada'))).toBe(2);
    expect(guess('203.0.113.8', 'ada')).toBe(false);
    expect(guess('203.0.113.7', 'bob')).toBe(true);
  });

  test('are those of its network in IPv6, where everybody has more addresses than there are attempts', () => {
    const { limits } = limitsAt({ attemptsPerAddress: 1 });
    const guess = (address: string) => settled(limits.ofVisitor({ address, browserOf: undefined }), 'wrong');
    expect(guess('2001:db8:0:1::1')).toBe(true);
    expect(guess('2001:0db8:0000:0001:aaaa::2')).toBe(false);
    expect(guess('2001:db8:0:1:ffff:ffff:ffff:ffff')).toBe(false);
    expect(guess('2001:db8:0:2::1')).toBe(true);
    expect(guess('fe80::1%eth0')).toBe(true);
    expect(guess('fe80::2%eth1')).toBe(false);
  });
});
