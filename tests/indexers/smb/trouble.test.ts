import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Source, SourceChange } from '#indexers/types.ts';
import { type Smbd, startSmbd } from '../../support/smbd.ts';
import { childrenOf, isRunning } from '../drive/drive-fixture.ts';
import { ENGINES, failureOf, itemsById, smbSourceOf, soon } from './smb-fixture.ts';

const FOLDERS = 60;
/** More than the pipes between the processes hold. */
const FILES = 3_000;
const shares = { docs: {}, closed: { 'valid users': 'ada' } };
let smbd: Smbd;

async function start(files: number, global: Record<string, string> = {}): Promise<Smbd> {
  const server = await startSmbd({ users: { ada: { uid: 61101, gid: 61101 }, bob: { uid: 61102, gid: 61102 } }, shares, global });
  for (let file = 0; file < files; file += 1) {
    const folder = join(server.folderOf('docs'), String(file % FOLDERS));
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${'a long name '.repeat(15)}${file}.txt`), 'x');
  }
  return server;
}

beforeAll(async () => {
  smbd = await start(FILES);
});
afterAll(() => smbd?.stop());

/** Of a process and of all that it started. */
function familyOf(pid: number): number[] {
  return [pid, ...childrenOf(pid).flatMap(familyOf)];
}

/** Starts a walk, takes its first change and leaves it there. */
async function startWalk(source: Source): Promise<{ walk: AsyncIterator<SourceChange>; pids: number[] }> {
  const before = new Set(childrenOf(process.pid));
  const walk = source.read({ signal: soon() })[Symbol.asyncIterator]();
  await walk.next();
  return {
    walk,
    pids: childrenOf(process.pid)
      .filter((child) => !before.has(child))
      .flatMap(familyOf),
  };
}

async function drain(walk: AsyncIterator<SourceChange>, seen: SourceChange[] = []): Promise<string> {
  try {
    for (;;) {
      const next = await walk.next();
      if (next.done === true) return 'complete';
      seen.push(next.value);
    }
  } catch (error) {
    return String(error);
  }
}

/** The processes of a server: one for each conversation, started by it. */
function signalServer(server: Smbd, signal: 'STOP' | 'CONT' | 'KILL'): void {
  for (const pid of familyOf(server.pid)) execFileSync('kill', [`-${signal}`, String(pid)]);
}

describe.each(ENGINES)('a share that cannot be read, by %s,', (engine) => {
  it.each([
    ['a wrong password', { password: 'wrong' }, /refuses the user name or the password of "root"/],
    ['an unknown share', { url: 'smb://HOST/nowhere' }, /has no share "nowhere"/],
    ['a share for others', { url: 'smb://HOST/closed', username: 'bob' }, /"bob" may not use the share "closed"/],
    ['no server there', { url: 'smb://127.0.0.99/docs' }, /nothing answers at 127\.0\.0\.99/],
    ['an unknown name', { url: 'smb://nowhere.invalid/docs' }, /the name "nowhere\.invalid" is not known/],
  ])('says what is wrong: %s', async (_, config, words) => {
    const url = 'url' in config ? config.url.replace('HOST', smbd.host) : `smb://${smbd.host}/docs`;
    const source = smbSourceOf(smbd, { engine, ...config, url });
    expect(await failureOf(source)).toMatch(words);
    expect((await source.check(soon())).findings).toEqual([{ level: 'error', message: expect.stringMatching(words) }]);
    await expect(source.stillHas('a.txt', soon())).rejects.toThrow(words);
    await expect(source.readAccess?.(['a.txt'], soon())).rejects.toThrow(words);
  });

  it('fails the run when the server ends in the middle', async () => {
    const server = await start(FILES);
    const { walk } = await startWalk(smbSourceOf(server, { engine, answerWithin: 5, traverse: 'bypass' }));
    signalServer(server, 'KILL');
    const seen: SourceChange[] = [];
    expect(await drain(walk, seen)).toMatch(/cannot be read|conversation with the server ended|does not (answer|tell)/);
    // No right that could not be read for want of a server is taken for a right that is nobody's.
    expect(seen.filter((change) => change.type === 'upsert' && change.item.access.state === 'unknown')).toEqual([]);
    await server.stop();
  });

  it('fails within its time when the server hangs, and leaves no process behind', async () => {
    const source = smbSourceOf(smbd, { engine, answerWithin: 6, traverse: 'bypass' });
    const { walk, pids } = await startWalk(source);
    expect(pids.length).toBeGreaterThan(0);
    signalServer(smbd, 'STOP');
    const began = performance.now();
    try {
      expect(await drain(walk)).toMatch(/does not answer \(no word for 6 s\)|cannot be reached/);
      expect(performance.now() - began).toBeLessThan(30_000);
      await vi.waitUntil(() => pids.every((pid) => !isRunning(pid)), { timeout: 20_000 });
    } finally {
      signalServer(smbd, 'CONT');
    }
    expect((await itemsById(smbSourceOf(smbd, { engine, traverse: 'bypass' }))).size).toBe(FILES);
  });

  it('shows its password to nobody and leaves nothing lying about', async () => {
    const password = 'Passw0rd!x';
    const { walk, pids } = await startWalk(smbSourceOf(smbd, { engine }));
    for (const pid of pids.filter(isRunning)) {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'latin1');
      expect(command).not.toContain(password);
      // Samba's programs wipe a password out of their own command line, a moment too late.
      expect(command).not.toMatch(/\0(-U|--user|--password)/);
      expect(readFileSync(`/proc/${pid}/environ`, 'latin1')).not.toContain(password);
    }
    await drain(walk);
    const mine = readdirSync(tmpdir()).filter((name) => /^atrium-smb-(?!copies)/.test(name));
    expect(mine).toEqual([]);
  });
});

describe.each(ENGINES)('encryption, by %s,', (engine) => {
  it('is used where it is required, and its absence is an error', async () => {
    const [strict, without] = await Promise.all([
      start(3, { 'server smb encrypt': 'required' }),
      start(3, { 'server smb encrypt': 'off' }),
    ]);
    try {
      const count = async (server: Smbd, encryption: string): Promise<number> =>
        (await itemsById(smbSourceOf(server, { engine, encryption, traverse: 'bypass' }))).size;
      expect([await count(strict, 'preferred'), await count(strict, 'required'), await count(without, 'preferred')]).toEqual([
        3, 3, 3,
      ]);
      expect(await failureOf(smbSourceOf(without, { engine, encryption: 'required' }))).toMatch(/encryption that is required/);
    } finally {
      await Promise.all([strict.stop(), without.stop()]);
    }
  });
});
