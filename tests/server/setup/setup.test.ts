import type { Request, Response } from 'express';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLogger } from '#server/logger.ts';
import { createAdministrators } from '#server/setup/administrators.ts';
import { createSetup } from '#server/setup/setup.ts';
import { createSqliteStore } from '#server/store/sqlite-store.ts';
import type { StateStore } from '#server/store/state-store.ts';

const HOUR = 3_600_000;
let store: StateStore;
let now = 0;

beforeEach(() => {
  now = Date.parse('2026-03-02T09:00:00Z');
  store = createSqliteStore({ path: ':memory:' });
});
afterEach(() => store.close());

function setup(o: { canSomebodySignIn?: boolean; isPossible?: boolean } = {}) {
  const { canSomebodySignIn = false, isPossible = true } = o;
  const administrators = { canSomebodySignIn: () => canSomebodySignIn };
  return createSetup({ store: store.setup, administrators, isPossible, secure: false, now: () => now });
}

/** As far as cookies and addresses go. */
function browser(address = '192.0.2.1', cookie = '') {
  const request = {
    ip: address,
    headers: {
      get cookie() {
        return cookie;
      },
    },
  } as unknown as Request;
  const response = {
    append: (_name: string, value: string) => {
      cookie = value.split(';')[0] ?? '';
    },
  } as unknown as Response;
  return { request, response };
}

describe('the setup address', () => {
  test.each([
    ['somebody could sign in as an administrator', { canSomebodySignIn: true }],
    ['the file names sources', { isPossible: false }],
  ])('is not printed when %s', (_when, o) => {
    expect(setup(o).begin()).toBe(undefined);
  });

  test('is another one at each start, and the one before counts no more', () => {
    const [first = '', second = ''] = [setup().begin(), setup().begin()];
    expect(first).not.toBe(second);
    expect(setup().enter(first, browser())).toEqual({ state: 'wrong' });
    expect(setup().enter(second, browser())).toEqual({ state: 'entered' });
  });

  test('may be typed in capitals and groups', () => {
    const code = setup().begin() ?? '';
    const typed = code
      .toUpperCase()
      .replaceAll(/(.{5})/g, '$1-')
      .replaceAll('0', 'O')
      .replaceAll('1', 'l');
    expect(setup().enter(typed, browser())).toEqual({ state: 'entered' });
  });

  test('is worth nothing once somebody can sign in as an administrator, or after a day', () => {
    const code = setup().begin() ?? '';
    expect(setup({ canSomebodySignIn: true }).enter(code, browser())).toEqual({ state: 'wrong' });
    now += 25 * HOUR;
    expect(setup().enter(code, browser())).toEqual({ state: 'wrong' });
  });

  test('cannot be guessed at for long', () => {
    const one = setup();
    const code = one.begin() ?? '';
    for (let guess = 0; guess < 5; guess++) expect(one.enter(`guess ${guess}`, browser()).state).toBe('wrong');
    expect(one.enter(code, browser())).toMatchObject({ state: 'limited', isNews: true });
    expect(one.enter(code, browser('192.0.2.2'))).toEqual({ state: 'entered' });
  });
});

describe('the session that came of it', () => {
  function entered() {
    const one = setup();
    const visitor = browser();
    one.enter(one.begin() ?? '', visitor);
    return { one, visitor };
  }

  test('is that of one browser, for a day at most, also after a restart', () => {
    const { one, visitor } = entered();
    const forged = browser('192.0.2.1', 'atrium_setup=somethingelse');
    const all = [visitor, browser(), forged].map(({ request }) => one.isSession(request));
    expect(all).toEqual([true, false, false]);
    expect(setup().isSession(visitor.request)).toBe(true);
    now += 24 * HOUR + 1;
    expect(one.isSession(visitor.request)).toBe(false);
  });

  test('ends when an administrator comes, and when it is left', () => {
    const came = entered();
    came.one.administratorCame();
    expect([came.one.isSession(came.visitor.request), setup().isSession(came.visitor.request)]).toEqual([false, false]);
    const left = entered();
    expect([left.one.leave(left.visitor), left.one.leave(left.visitor)]).toEqual([true, false]);
  });
});

describe('administrators of the console', () => {
  const ofMethod = (method: 'directory' | 'open' | 'oidc', admins: string[] = []) =>
    createAdministrators({
      auth: { method, admins, partners: ['partner'] },
      store,
      directories: ['staff', 'partner'],
      logger: createLogger({ level: 'silent' }),
    });

  function putPerson(source: string, uid: string): void {
    store.directory.putPerson(source, `${source}-${uid}`, uid, {
      ...{ kind: 'person', uid, name: uid, otherNames: [], emails: [], phones: [], skills: [], languages: [] },
      ...{ key: `uid=${uid}`, principals: [`user:${uid}`] },
    });
  }

  test('nobody can where sign-in is off, whoever is named', () => {
    expect(ofMethod('open', ['user:ada']).canSomebodySignIn()).toBe(false);
  });

  test('somebody can when the directory has one of them whose account has not ended', () => {
    expect(ofMethod('directory', ['user:ada']).canSomebodySignIn()).toBe(false);
    putPerson('partner', 'ada');
    expect(ofMethod('directory', ['user:ada']).canSomebodySignIn()).toBe(false);
    putPerson('staff', 'ada');
    expect(ofMethod('directory', ['user:ada']).canSomebodySignIn()).toBe(true);
    store.directory.setDisabled('staff', 'ada', true);
    expect(ofMethod('directory', ['user:ada']).canSomebodySignIn()).toBe(false);
  });

  test('somebody of a partner’s directory is neither offered nor taken', () => {
    putPerson('partner', 'mallory');
    const administrators = ofMethod('directory');
    expect(administrators.candidates('mallory')).toEqual([]);
    expect(() => administrators.set(['user:mallory'], 'grace')).toThrow(/no directory knows/);
  });

  test('those who are chosen count at once, beside those of the file; nobody is left out who is the last', () => {
    putPerson('staff', 'ada');
    putPerson('staff', 'bob');
    const administrators = ofMethod('directory', ['group:it']);
    const { tokens } = administrators;
    administrators.set(['user:ada', 'user:bob'], 'grace');
    expect(tokens).toEqual(['group:it', 'user:ada', 'user:bob']);
    administrators.set(['user:bob'], 'grace');
    expect(() => administrators.set([], 'grace')).toThrow(/Nobody could sign in/);
    expect(tokens).toEqual(['group:it', 'user:bob']);
  });

  test('a name is looked for as it is typed, not as a pattern', () => {
    putPerson('staff', 'ada');
    expect(ofMethod('directory').candidates('%')).toEqual([]);
    expect(ofMethod('directory').candidates('AD')).toEqual([{ token: 'user:ada', kind: 'user', name: 'ada', detail: 'ada' }]);
  });
});
