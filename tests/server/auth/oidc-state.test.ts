import { describe, expect, test } from 'vitest';
import { createPendingSignIns, PENDING_LIMIT } from '#server/auth/oidc-state.ts';

const pending = { state: 's', nonce: 'n', verifier: 'v', returnTo: '/search?q=x' };

describe('what is remembered of a sign-in that was begun', () => {
  test('comes back whole', () => {
    const pendingSignIns = createPendingSignIns();
    expect(pendingSignIns.take(pendingSignIns.seal(pending), 's')).toMatchObject(pending);
  });

  test('comes back once', () => {
    const pendingSignIns = createPendingSignIns();
    const sealed = pendingSignIns.seal(pending);
    pendingSignIns.take(sealed, 's');
    expect(pendingSignIns.take(sealed, 's')).toBeUndefined();
  });

  test('is not used up by somebody who does not know the state', () => {
    const pendingSignIns = createPendingSignIns();
    const sealed = pendingSignIns.seal(pending);
    expect(pendingSignIns.take(sealed, 'guessed')).toBeUndefined();
    expect(pendingSignIns.take(sealed, 's')).toMatchObject(pending);
  });

  test('is forgotten after ten minutes', () => {
    let now = 0;
    const pendingSignIns = createPendingSignIns({ now: () => now });
    const [early, late] = [pendingSignIns.seal(pending), pendingSignIns.seal({ ...pending, state: 'other' })];
    now = PENDING_LIMIT;
    expect(pendingSignIns.take(early, 's')).toMatchObject(pending);
    now = PENDING_LIMIT + 1;
    expect(pendingSignIns.take(late, 'other')).toBeUndefined();
  });

  test('cannot be read, changed or made by the browser that carries it', () => {
    const pendingSignIns = createPendingSignIns();
    const sealed = pendingSignIns.seal(pending);
    expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('search');
    const bytes = Buffer.from(sealed, 'base64url');
    for (const position of [0, 12, 30, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed[position] = (changed[position] ?? 0) ^ 1;
      expect(pendingSignIns.take(changed.toString('base64url'), 's')).toBeUndefined();
    }
    expect(pendingSignIns.take(createPendingSignIns().seal(pending), 's')).toBeUndefined();
    expect(pendingSignIns.take('', 's')).toBeUndefined();
  });
});
