import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Source, SourceChange, SourceItem } from '#indexers/types.ts';

/** What a kind of source has to bring along to be tested. */
export interface SourceFixture {
  /** Reads a real place with at least two items. */
  source: Source;
  /** The same kind, pointed at a place that is not there. */
  unreachable: Source;
  /** An id of the kind's own form that the place does not hold. */
  absentId: string;
  /** Changes the content of one item at the place; resolves to its id. */
  change(): Promise<string>;
  close(): Promise<void>;
}

const LIMIT = 20_000;

/** What every source promises, whatever it reads. `start` is called once; `change` comes last. */
export function describeSourceContract(kind: string, start: () => Promise<SourceFixture>): void {
  describe(`${kind} keeps the contract of sources`, () => {
    let fixture: SourceFixture;
    beforeAll(async () => {
      fixture = await start();
    });
    afterAll(() => fixture?.close());

    const read = (): Promise<SourceChange[]> => collect(fixture.source, AbortSignal.timeout(LIMIT));

    test('ends with exactly one complete, as its last word', async () => {
      const changes = await read();
      expect(changes.filter(({ type }) => type === 'complete')).toHaveLength(1);
      expect(changes.at(-1)?.type).toBe('complete');
    });

    test('gives everything an id of its own and a path for people', async () => {
      const changes = (await read()).filter((change) => change.type === 'upsert' || change.type === 'excluded');
      const named = changes.map((change) => (change.type === 'upsert' ? change.item : change));
      expect(named.length).toBeGreaterThanOrEqual(2);
      expect(new Set(named.map(({ id }) => id)).size).toBe(named.length);
      expect(named.filter(({ id, path }) => id === '' || path === '')).toEqual([]);
    });

    test('says of every item who may read it', async () => {
      for (const { access } of itemsOf(await read())) {
        if (access.state === 'unknown') expect(access.reason).not.toBe('');
        else for (const layer of access.acl.layers) expect(['item', 'parent', 'share']).toContain(layer.what);
      }
    });

    test('gives the same ids and versions while nothing changes', async () => {
      const [first, second] = [versionsOf(await read()), versionsOf(await read())];
      expect(second).toEqual(first);
      expect([...first.values()].filter((version) => version === '')).toEqual([]);
    });

    test('fills in what its items need to be found', async () => {
      for (const item of itemsOf(await read())) await expectContent(item);
    });

    test('stops within a second of being cancelled, and does not call that complete', async () => {
      const abort = new AbortController();
      const changes: SourceChange[] = [];
      let cancelledAt = Number.NaN;
      const reading = (async () => {
        for await (const change of fixture.source.read({ signal: abort.signal })) {
          changes.push(change);
          if (abort.signal.aborted) continue;
          cancelledAt = performance.now();
          abort.abort();
        }
      })();
      await Promise.allSettled([reading]);
      expect(performance.now() - cancelledAt).toBeLessThan(1_000);
      expect(changes.map(({ type }) => type)).not.toContain('complete');
    });

    test('reads nothing when it was cancelled before', async () => {
      const seen: SourceChange[] = [];
      const reading = (async () => {
        for await (const change of fixture.source.read({ signal: AbortSignal.abort() })) seen.push(change);
      })();
      await Promise.allSettled([reading]);
      expect(seen).toEqual([]);
    });

    test('says in words that all is well', async () => {
      const report = await fixture.source.check(AbortSignal.timeout(LIMIT));
      expect(report).toMatchObject({ ok: true });
      expectWords(report.findings.map(({ message }) => message));
    });

    test('says in words what is wrong when the place cannot be reached', async () => {
      const report = await fixture.unreachable.check(AbortSignal.timeout(LIMIT));
      expect(report.ok).toBe(false);
      const errors = report.findings.filter(({ level }) => level === 'error');
      expectWords(errors.map(({ message }) => message));
    });

    test('fails, rather than find nothing, when the place cannot be reached', async () => {
      await expect(collect(fixture.unreachable, AbortSignal.timeout(LIMIT))).rejects.toThrow(/.{10}/);
    });

    test('still has what it listed, and has not what it never listed', async () => {
      const [item] = itemsOf(await read());
      expect(await fixture.source.stillHas(item?.id ?? '', AbortSignal.timeout(LIMIT))).toBe(true);
      expect(await fixture.source.stillHas(fixture.absentId, AbortSignal.timeout(LIMIT))).toBe(false);
      await expect(fixture.unreachable.stillHas(fixture.absentId, AbortSignal.timeout(LIMIT))).rejects.toThrow();
    });

    test('gives a new version to what changed, and to nothing else', async () => {
      const before = versionsOf(await read());
      const changed = await fixture.change();
      const after = versionsOf(await read());
      const different = [...after].filter(([id, version]) => before.get(id) !== version).map(([id]) => id);
      expect(different).toEqual([changed]);
      expect([...after.keys()].sort()).toEqual([...before.keys()].sort());
    });
  });
}

/** Everything a source says, in order. */
export async function collect(source: Source, signal: AbortSignal): Promise<SourceChange[]> {
  const changes: SourceChange[] = [];
  for await (const change of source.read({ signal })) changes.push(change);
  return changes;
}

export function itemsOf(changes: SourceChange[]): SourceItem[] {
  return changes.flatMap((change) => (change.type === 'upsert' ? [change.item] : []));
}

function versionsOf(changes: SourceChange[]): Map<string, string> {
  return new Map(itemsOf(changes).map(({ id, version }) => [id, version]));
}

async function expectContent({ content, path }: SourceItem): Promise<void> {
  switch (content.kind) {
    case 'person':
      expect([path, content.uid, content.name, content.key]).not.toContain('');
      expect(content.principals).toContain(`user:${content.uid}`);
      return;
    case 'group':
      expect([path, content.name, content.key]).not.toContain('');
      expect(content.principals).toContain(`group:${content.name}`);
      return;
    case 'file': {
      const opened = await content.open(AbortSignal.timeout(LIMIT));
      try {
        expect((await readFile(opened.path)).length).toBe(content.size);
      } finally {
        await opened.close();
      }
      return;
    }
    default:
      content satisfies never;
  }
}

/** At least one, and each a sentence or part of one. */
function expectWords(messages: string[]): void {
  expect(messages.length).toBeGreaterThan(0);
  for (const message of messages) expect(message).toMatch(/\p{L}{2,}.*\s.*\p{L}{2,}/u);
}
